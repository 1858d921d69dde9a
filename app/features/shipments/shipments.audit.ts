import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that commands of shipments change. */
export const shipmentAuditFields: AuditField[] = ['status', 'place', 'happenedAt', 'reason', 'note', 'shipmentStatus'].map(
  (field) => ({
    field,
    label: `shipments:audit.${field}`,
  }),
)

/** What was done, as the audit calls it. */
export const shipmentAuditActions = actionsOf('shipments', 'events.record', 'events.retract', 'files.add')
