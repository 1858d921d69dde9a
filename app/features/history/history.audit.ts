import { actionsOf } from '~/features/audit-actions'

/** What was done, as the audit calls it. */
export const historyAuditActions = actionsOf('history', 'notes.add')
