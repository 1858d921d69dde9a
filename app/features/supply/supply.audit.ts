import { actionsOf } from '~/features/audit-actions'

/** What was done, as the audit calls it. */
export const supplyAuditActions = actionsOf(
  'supply',
  'proposals.draft',
  'proposals.submit',
  'proposals.withdraw',
  'proposals.decide',
)
