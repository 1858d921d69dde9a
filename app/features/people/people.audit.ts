import type { AuditAction } from '~/features/registry.types'

const verbs = ['invite', 'invite-again', 'withdraw', 'invitation-accepted', 'password-reset', 'password-change', 'role-change']
const moreVerbs = ['remove', 'deactivate', 'reactivate', 'staff-role', 'end-sessions']

/** What was done, as the page of a person calls it too. */
export const peopleAuditActions: AuditAction[] = [...verbs, ...moreVerbs].map((verb) => ({
  action: `people.${verb}`,
  label: `people:change.${verb}`,
}))
