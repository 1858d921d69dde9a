import type { FoundLink, PasswordPurpose } from '~/access/mail-links.server'
import { findLink } from '~/access/mail-links.server'
import type { DeadLink } from './dead-link'

export type LinkPage = { open: FoundLink; dead?: undefined } | { open?: undefined; dead: DeadLink }

/** What the page of a mailed link shows: what it is for, or why it does nothing any more. Looking changes nothing. */
export async function lookAtLink(token: string, purpose: PasswordPurpose): Promise<LinkPage> {
  const link = await findLink(token)
  if (!link || link.purpose !== purpose) return { dead: { state: 'unknown', purpose, by: null } }
  if (link.state !== 'open') return { dead: { state: link.state, purpose, by: link.invitedBy } }
  return { open: link }
}
