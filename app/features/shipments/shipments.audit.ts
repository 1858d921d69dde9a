import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of shipments change. */
export const shipmentAuditFields: AuditField[] = ['status', 'place', 'happenedAt', 'reason', 'note', 'shipmentStatus'].map(
  (field) => ({
    field,
    label: `shipments:audit.${field}`,
  }),
)
