import { actionsOf } from '~/features/audit-actions'

/** What was done, as the audit calls it. */
export const exchangeAuditActions = actionsOf('exchange', 'imports.settle')
