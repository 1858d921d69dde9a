import { actionsOf } from '~/features/audit-actions'

/** What was done, as the audit calls it. */
export const ratingAuditActions = actionsOf('ratings', 'ratings.give', 'ratings.approve', 'ratings.refuse', 'ratings.respond')
