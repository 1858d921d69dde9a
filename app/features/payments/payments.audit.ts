import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that payments change. */
export const paymentAuditFields: AuditField[] = [
  { field: 'paid_total', label: 'payments:audit.paidTotal' },
  { field: 'payment', label: 'payments:audit.payment' },
  { field: 'amount', label: 'payments:audit.amount' },
  { field: 'currency', label: 'payments:audit.currency' },
  { field: 'received_on', label: 'payments:audit.receivedOn' },
  { field: 'method', label: 'payments:audit.method' },
  { field: 'provider_ref', label: 'payments:audit.providerRef' },
  { field: 'parked_reason', label: 'payments:audit.parkedReason' },
  { field: 'allocated_total', label: 'payments:audit.allocatedTotal' },
  { field: 'invoices', label: 'payments:audit.invoices' },
  { field: 'settled_note', label: 'payments:audit.settledNote' },
]

/** What was done, as the audit calls it. */
export const paymentAuditActions = actionsOf(
  'payments',
  'payments.book',
  'payments.receive',
  'payments.park',
  'payments.allocate',
  'payments.settle',
)
