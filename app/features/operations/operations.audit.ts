import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What more than one feature writes down, and what a feature needs no word of its own for. */
export const commonAuditFields: AuditField[] = [
  'account',
  'audience',
  'bytes',
  'clash',
  'ended_on',
  'joined_on',
  'covers',
  'fields',
  'happenedAt',
  'kind',
  'length',
  'name',
  'note',
  'origin',
  'period',
  'person_id',
  'place',
  'reach',
  'reason',
  'refusal',
  'role',
  'score',
  'settled',
  'sha256',
  'shipmentStatus',
  'state',
  'status',
  'tag',
  'territory',
  'version',
  'watcher_id',
].map((field) => ({ field, label: `operations:audit.fields.${field}` }))

/** What was done, as the audit calls it. */
export const operationsAuditActions = actionsOf('operations', 'jobs.retry')
