import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of requests change. */
export const requestAuditFields: AuditField[] = [
  { field: 'priority', label: 'requests:audit.priority' },
  { field: 'visibility', label: 'requests:audit.visibility' },
  { field: 'assignee_id', label: 'requests:audit.assignee' },
]

/** What was done, as the audit calls it. */
export const requestAuditActions = actionsOf(
  'requests',
  'requests.raise',
  'requests.say',
  'requests.reply',
  'requests.note',
  'requests.show',
  'requests.assign',
  'requests.status',
  'requests.priority',
  'requests.tag',
  'requests.untag',
  'requests.watch',
  'requests.unwatch',
  'requests.close',
)
