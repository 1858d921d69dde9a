import type { MemberRole, StaffRole } from '~/access/abilities'
import type { Records } from './access-world'

/**
 * Who may open what, written down a second time and on purpose without the application's own tables: a mistake there must show
 * here. A route that is not in this table fails the test.
 */
export type Entry = {
  /** The member roles that may, in /portal, /distributor and /supplier. */
  members?: readonly MemberRole[]
  staff?: readonly StaffRole[]
  /** Anyone signed in. */
  signedIn?: true
  /** Anyone at all; such pages show nothing of any account. */
  open?: true
  /** The record in the URL: foreign ones answer as if they were not there. */
  record?: keyof Records
  /** The parameter of the URL that names the record. */
  param?: string
  /** What to post; a function makes it from the asked account's records. */
  form?: (records: Records) => Record<string, string>
  /** Besides the plain page, ask these queries. */
  queries?: readonly ((records: Records) => string)[]
  /** Shows other people's orders to staff only through what the record says, so words are not compared. */
  answers?: readonly number[]
}

const all: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer', 'catalog']
const goods: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer']
const everyStaff: readonly StaffRole[] = ['agent', 'manager', 'finance', 'catalog', 'admin']

const find = [(records: Records) => `?q=${records.order}`, (records: Records) => `?q=${records.shipment}`]

/** 'loader /path' or 'action /path' → who may. */
export const accessTable: Record<string, Entry> = {
  'loader /portal/find': { members: goods, queries: find },
  'loader /portal/search': { members: goods, queries: find },
  'loader /staff/find': { staff: everyStaff, queries: find },
  'loader /staff/search': { staff: everyStaff, queries: find },
  'loader /staff/jobs': { staff: ['manager', 'admin'] },
  'action /staff/jobs': { staff: ['admin'], form: () => ({ job: '1' }) },
  'loader /staff/audit': { staff: ['manager', 'admin'] },
  'action /me/preferences': { signedIn: true, form: () => ({ language: 'en', back: '/' }) },
  'loader /': { open: true },
  'action /preferences': { open: true, form: () => ({ language: 'en', back: '/' }) },
  'loader /dev/ui': { open: true },
  'loader /dev/mail/:id?': { open: true },
  'loader /dev/mail/:id/html': { open: true },
}
/** The frames, which have no URL of their own. */
export const frames: Record<string, Entry> = {
  'routes/portal/shell.tsx': { members: all },
  'routes/distributor/shell.tsx': { members: all },
  'routes/supplier/shell.tsx': { members: all },
  'routes/staff/shell.tsx': { staff: everyStaff },
  'routes/me/shell.tsx': { signedIn: true },
}
