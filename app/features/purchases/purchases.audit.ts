import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that answers to purchase orders have. */
export const purchaseAuditFields: AuditField[] = [{ field: 'answer', label: 'purchases:audit.answer' }]

/** What was done, as the audit calls it. */
export const purchaseAuditActions = actionsOf('purchases', 'purchases.answer', 'purchases.decide')
