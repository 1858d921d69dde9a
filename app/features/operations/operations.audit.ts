import { actionsOf } from '~/features/audit-actions'

/** What was done, as the audit calls it. */
export const operationsAuditActions = actionsOf('operations', 'jobs.retry')
