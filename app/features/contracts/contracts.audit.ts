import { actionsOf } from '~/features/audit-actions'
import type { AuditField } from '~/features/registry.types'

/** What the audit calls the fields that staff complete. */
export const contractAuditFields: AuditField[] = [
  ...['agreed_on', 'starts_on', 'ends_on', 'open_ended', 'renewal', 'notice', 'terminated_on', 'commitment', 'commitment_per'],
  ...['agreed_text', 'starts_text', 'ends_text', 'renewal_text', 'notice_text', 'commitment_text'],
].map((field) => ({ field, label: `contracts:audit.${field}` }))

/** What was done, as the audit calls it. */
export const contractAuditActions = actionsOf('contracts', 'contracts.complete')
