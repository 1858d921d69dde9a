import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of orders change. */
export const orderAuditFields: AuditField[] = [
  { field: 'promised_on', label: 'orders:audit.promisedOn' },
  { field: 'promise_cause', label: 'orders:audit.explanation' },
  { field: 'cause', label: 'orders:audit.cause' },
]
