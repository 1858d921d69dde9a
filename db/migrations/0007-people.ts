import { addIndex } from '../migrator.ts'

/** Open invitations are few among all links that were ever mailed; the list of them reads only those. */
export const steps = [addIndex('mail_links', 'mail_link_open', 'purpose, used_at, revoked_at, expires_at, person_id')]
