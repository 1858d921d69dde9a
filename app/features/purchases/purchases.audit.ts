import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that answers to purchase orders have. */
export const purchaseAuditFields: AuditField[] = [{ field: 'answer', label: 'purchases:audit.answer' }]
