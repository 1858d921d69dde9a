import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of orders change. */
export const orderAuditFields: AuditField[] = [
  { field: 'promised_on', label: 'orders:audit.promisedOn' },
  { field: 'promise_cause', label: 'orders:audit.explanation' },
  { field: 'cause', label: 'orders:audit.cause' },
]

/** What was done, as the audit calls it. */
export const orderAuditActions = actionsOf('orders', 'promises.change')
