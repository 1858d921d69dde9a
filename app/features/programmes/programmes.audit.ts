import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of programmes change. */
export const programmeAuditFields: AuditField[] = [
  { field: 'rules', label: 'programmes:audit.rules' },
  { field: 'applies_from', label: 'programmes:audit.appliesFrom' },
  { field: 'statements', label: 'programmes:audit.statements' },
]

/** What was done, as the audit calls it. */
export const programmeAuditActions = actionsOf(
  'programmes',
  'programmes.create',
  'programmes.version',
  'programmes.publish',
  'programmes.agree',
  'programmes.agreement',
  'programmes.close',
  'programmes.send',
  'statements.accept',
  'statements.dispute',
)
