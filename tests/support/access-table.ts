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
  /** Other parameters that are named like what they are of the record's account. */
  besides?: readonly (keyof Records)[]
  /** What to post; a function makes it from the asked account's records. */
  form?: (records: Records) => Record<string, string>
  /** Besides the plain page, ask these queries. */
  queries?: readonly ((records: Records) => string)[]
  /** Asked only by who is not signed in, because it ends the visit. */
  endsSession?: true
  /** What it may answer besides to those who may: 404 where the record has no such part. */
  answers?: readonly number[]
}

const all: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer', 'catalog']
const goods: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'receiver', 'viewer']
const billed: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'viewer']
const everyStaff: readonly StaffRole[] = ['agent', 'manager', 'finance', 'catalog', 'admin']

const askers: readonly MemberRole[] = ['admin', 'buyer', 'approver', 'finance', 'receiver']
const writers: readonly StaffRole[] = ['agent', 'manager', 'finance', 'admin']
const rebaters: readonly StaffRole[] = ['manager', 'finance', 'admin']
const importReaders: readonly StaffRole[] = ['manager', 'catalog', 'admin']
const inviters: readonly StaffRole[] = ['manager', 'admin']
const promisers: readonly StaffRole[] = ['agent', 'manager', 'admin']
const sellers: readonly MemberRole[] = ['admin', 'finance', 'viewer', 'catalog']
const proposers: readonly MemberRole[] = ['admin', 'catalog']
const deciders: readonly StaffRole[] = ['manager', 'catalog', 'admin']
const inAccount = (records: Records) => `?account=${records.account}`
const find = [
  (records: Records) => `?q=${records.order}`,
  (records: Records) => `?q=${records.shipment}`,
  (records: Records) => `?q=${records.invoice}`,
  (records: Records) => `?q=${records.contract}`,
]

const findSupply = [
  (records: Records) => `?q=${records.item}`,
  (records: Records) => `?q=${records.proposal}`,
  (records: Records) => `?q=${records.purchase}`,
]

const findRebates = [(records: Records) => `?q=${records.programme}`, (records: Records) => `?q=RS-${records.programme}`]

const ownPeriods = [
  (records: Records) => `?programme=${records.programme}`,
  (records: Records) => `?q=RS-${records.programme}`,
  () => '?view=sent',
]

/** 'loader /path' or 'action /path' → who may. */
export const accessTable: Record<string, Entry> = {
  'loader /portal/*': { members: all, answers: [404] },
  'loader /distributor/*': { members: all, answers: [404] },
  'loader /supplier/*': { members: all, answers: [404] },
  'loader /staff/*': { staff: everyStaff, answers: [404] },
  'loader /me/*': { signedIn: true, answers: [404] },
  'loader /portal/find': { members: goods, queries: find },
  'loader /portal/search': { members: goods, queries: find },
  'loader /distributor/find': { members: all, queries: findRebates },
  'loader /distributor/search': { members: all, queries: findRebates },
  'loader /supplier/find': { members: sellers, queries: findSupply },
  'loader /supplier/search': { members: sellers, queries: findSupply },
  'loader /staff/find': { staff: everyStaff, queries: [...find, ...findRebates, ...findSupply] },
  'loader /staff/search': { staff: everyStaff, queries: [...find, ...findRebates, ...findSupply] },
  'loader /staff/imports': { staff: importReaders },
  'loader /staff/imports/clashes': { staff: importReaders, queries: [(records) => `?run=${records.run}`] },
  'action /staff/imports/clashes': {
    staff: inviters,
    form: ({ clash }) => ({ clash, take: 'ours', seen: '0123456789abcdef' }),
  },
  'loader /staff/imports/:run': { staff: importReaders, record: 'run' },
  'loader /staff/imports/:run/refused.csv': { staff: importReaders, record: 'run' },
  'loader /staff/jobs': { staff: ['manager', 'admin'] },
  'action /staff/jobs': { staff: ['admin'], form: () => ({ job: '1' }) },
  'loader /staff/audit': { staff: ['manager', 'admin'] },
  'action /me/preferences': { signedIn: true, form: () => ({ language: 'en', back: '/' }) },
  'loader /portal/orders': {
    members: goods,
    queries: [...find, inAccount, () => '?status=placed', () => '?late=1', () => '?sort=promised'],
  },
  'loader /portal/orders.csv': { members: goods, queries: [inAccount, (records) => `?q=${records.order}`] },
  'loader /portal/orders/views': { members: goods },
  'action /portal/orders/views': { members: goods, form: () => ({}) },
  'loader /portal/orders/:number': { members: goods, record: 'order' },
  'loader /portal/shipments.csv': { members: goods, queries: [inAccount] },
  'loader /portal/shipments/views': { members: goods },
  'action /portal/shipments/views': { members: goods, form: () => ({}) },
  'loader /staff/orders': { staff: everyStaff, queries: [...find, inAccount] },
  'loader /staff/orders.csv': { staff: everyStaff },
  'loader /staff/orders/views': { staff: everyStaff },
  'action /staff/orders/views': { staff: everyStaff, form: () => ({}) },
  'loader /staff/orders/:number': { staff: everyStaff, record: 'order' },
  'loader /staff/orders/:number/note': { staff: writers, record: 'order' },
  'action /staff/orders/:number/note': { staff: writers, record: 'order', form: () => ({ body: 'seen', for: 'everyone' }) },
  'loader /staff/orders/:number/promise': { staff: promisers, record: 'order' },
  'action /staff/orders/:number/promise': { staff: promisers, record: 'order', form: () => ({}) },
  'loader /portal/invoices': { members: billed, queries: [...find, inAccount, () => '?view=all', () => '?view=overdue'] },
  'loader /portal/invoices.csv': { members: billed, queries: [inAccount, () => '?view=all'] },
  'loader /portal/invoices/:number': { members: billed, record: 'invoice' },
  'loader /portal/invoices/:number/invoice.pdf': { members: billed, record: 'invoice' },
  'loader /staff/invoices/:number/invoice.pdf': { staff: everyStaff, record: 'invoice' },
  'loader /portal/statement.pdf': { members: billed, queries: [inAccount] },
  'loader /staff/statement.pdf': { staff: everyStaff, queries: [inAccount] },
  'loader /portal/statement': { members: billed, queries: [inAccount, () => '?on=2026-06-30&currency=EUR'] },
  'loader /portal/statement.csv': { members: billed, queries: [inAccount] },
  'loader /staff/statement': { staff: everyStaff, queries: [inAccount] },
  'loader /staff/statement.csv': { staff: everyStaff, queries: [inAccount] },
  'loader /portal/pay': { members: ['admin', 'finance'], queries: [inAccount, (records) => `?invoice=${records.invoice}`] },
  'action /portal/pay': { members: ['admin', 'finance'], form: ({ invoice }) => ({ invoice }), answers: [404] },
  'loader /portal/checkouts/:code': { members: ['admin', 'finance'], record: 'checkout' },
  'loader /staff/invoices/:number/payment': { staff: ['finance', 'admin'], record: 'invoice' },
  'action /staff/invoices/:number/payment': { staff: ['finance', 'admin'], record: 'invoice', form: () => ({}) },
  'loader /staff/payments': { staff: ['finance', 'admin'], queries: [() => '?view=all'] },
  'action /staff/payments': { staff: ['finance', 'admin'], form: () => ({}) },
  'loader /staff/invoices': { staff: everyStaff, queries: [...find, inAccount] },
  'loader /staff/invoices.csv': { staff: everyStaff, queries: [() => '?view=all'] },
  'loader /staff/invoices/:number': { staff: everyStaff, record: 'invoice' },
  'loader /portal/contracts': { members: billed, queries: [...find, inAccount, () => '?view=all', () => '?view=notice'] },
  'loader /portal/contracts.csv': { members: billed, queries: [inAccount, () => '?view=all'] },
  'loader /portal/contracts/calendar': { members: billed },
  'action /portal/contracts/calendar': { members: billed, form: () => ({ do: 'make' }) },
  'loader /portal/contracts/:number': { members: billed, record: 'contract' },
  'loader /calendar/:token/contracts.ics': { open: true },
  'loader /staff/contracts': { staff: everyStaff, queries: [...find, inAccount, () => '?view=incomplete'] },
  'loader /staff/contracts.csv': { staff: everyStaff, queries: [() => '?view=all'] },
  'loader /staff/contracts/:number': { staff: everyStaff, record: 'contract' },
  'loader /staff/contracts/:number/complete': { staff: rebaters, record: 'contract' },
  'action /staff/contracts/:number/complete': { staff: rebaters, record: 'contract', form: () => ({}) },
  'loader /staff/shipments.csv': { staff: everyStaff },
  'loader /staff/shipments/views': { staff: everyStaff },
  'action /staff/shipments/views': { staff: everyStaff, form: () => ({}) },
  'loader /staff/shipments/:number/note': { staff: writers, record: 'shipment' },
  'action /staff/shipments/:number/note': { staff: writers, record: 'shipment', form: () => ({ body: 'seen', for: 'everyone' }) },
  'loader /staff/shipments/:number/proof': { staff: promisers, record: 'shipment' },
  'action /staff/shipments/:number/proof': { staff: promisers, record: 'shipment', form: () => ({}) },
  'loader /staff/shipments/:number/events': { staff: promisers, record: 'shipment' },
  'action /staff/shipments/:number/events': { staff: promisers, record: 'shipment', form: () => ({}) },
  'loader /staff/shipments/:number/events/:event': { staff: inviters, record: 'shipment', answers: [404] },
  'action /staff/shipments/:number/events/:event': { staff: inviters, record: 'shipment', form: () => ({}), answers: [404] },
  // The test's file has a row and no content, which is not there either.
  'loader /files/:key': { members: goods, staff: everyStaff, record: 'file', answers: [404] },
  'loader /portal': { members: goods, queries: [inAccount] },
  'loader /staff': { staff: everyStaff },
  'loader /portal/account': { members: all, queries: [inAccount] },
  'loader /portal/shipments': { members: goods, queries: [...find, inAccount, () => '?status=in_transit'] },
  'loader /portal/shipments/:number': { members: goods, record: 'shipment' },
  'loader /portal/requests': {
    members: goods,
    queries: [inAccount, (records) => `?q=${records.request}`, (records) => `?q=${records.order}&view=all`, () => '?view=all'],
  },
  'loader /portal/requests.csv': { members: goods, queries: [inAccount, (records) => `?q=${records.request}`] },
  'loader /portal/requests/new': { members: askers, queries: [(records) => `?order=${records.order}`] },
  'action /portal/requests/new': {
    members: askers,
    form: () => ({ kind: 'question', subject: 'Where is it?', body: 'We wait.', visibility: 'account' }),
  },
  'loader /portal/requests/:number': { members: goods, record: 'request' },
  'action /portal/requests/:number': { members: askers, record: 'request', form: () => ({ do: 'say', body: 'Seen.' }) },
  'loader /staff/requests': { staff: everyStaff, queries: [inAccount, (records) => `?q=${records.request}`, () => '?view=mine'] },
  'loader /rate/:token': { open: true },
  'action /rate/:token': { open: true, form: () => ({ score: '5' }) },
  'loader /staff/moderation/ratings': { staff: inviters, queries: [() => '?state=approved'] },
  'loader /staff/moderation/ratings/:number': { staff: inviters, record: 'request' },
  'action /staff/moderation/ratings/:number': {
    staff: inviters,
    record: 'request',
    form: () => ({ do: 'approve', version: '1' }),
  },
  'loader /staff/requests.csv': { staff: everyStaff, queries: [inAccount] },
  'loader /staff/requests/live': { staff: everyStaff, queries: [inAccount, (records) => `?q=${records.request}`] },
  'loader /staff/requests/:number/live': { staff: everyStaff, record: 'request' },
  'action /staff/requests/:number/live': { staff: everyStaff, record: 'request', form: () => ({ look: 'a-look-of-a-page' }) },
  'loader /staff/requests/:number': { staff: everyStaff, record: 'request' },
  'action /staff/requests/:number': { staff: writers, record: 'request', form: () => ({ do: 'note', note: 'Seen.' }) },
  'loader /staff/programmes': { staff: writers, queries: [(records) => `?q=${records.programme}`] },
  'loader /staff/programmes.csv': { staff: writers, queries: [(records) => `?q=${records.programme}`] },
  'loader /staff/programmes/:code/agreements.csv': { staff: writers, record: 'programme', param: 'code' },
  'loader /staff/programmes/new': { staff: rebaters },
  'action /staff/programmes/new': { staff: rebaters, form: () => ({ code: '' }) },
  'loader /staff/programmes/:code': { staff: writers, record: 'programme', param: 'code' },
  'action /staff/programmes/:code': { staff: rebaters, record: 'programme', param: 'code', form: () => ({ do: 'nothing' }) },
  'loader /staff/programmes/:code/version': { staff: rebaters, record: 'programme', param: 'code' },
  'action /staff/programmes/:code/version': { staff: rebaters, record: 'programme', param: 'code', form: () => ({}) },
  'loader /staff/programmes/:code/agreement': { staff: rebaters, record: 'programme', param: 'code' },
  'action /staff/programmes/:code/agreement': { staff: rebaters, record: 'programme', param: 'code', form: () => ({}) },
  'loader /staff/programmes/:code/agreement/:account': {
    staff: writers,
    record: 'programme',
    param: 'code',
    besides: ['account'],
  },
  'action /staff/programmes/:code/agreement/:account': {
    staff: rebaters,
    record: 'programme',
    param: 'code',
    besides: ['account'],
    form: () => ({}),
  },
  'loader /staff/programmes/:code/simulation': { staff: writers, record: 'programme', param: 'code' },
  'loader /staff/programmes/:code/:period': { staff: writers, record: 'programme', param: 'code', besides: ['period'] },
  'loader /staff/programmes/:code/:period/statements': {
    staff: writers,
    record: 'programme',
    param: 'code',
    besides: ['period'],
  },
  'loader /staff/programmes/:code/:period/statements.csv': {
    staff: writers,
    record: 'programme',
    param: 'code',
    besides: ['period'],
  },
  'loader /staff/programmes/:code/:period/receipt.csv': {
    staff: writers,
    record: 'programme',
    param: 'code',
    besides: ['period'],
  },
  'loader /distributor': { members: billed },
  'loader /distributor/programmes': { members: billed, queries: ownPeriods },
  'loader /distributor/programmes.csv': { members: billed, queries: ownPeriods },
  'loader /distributor/served': { members: all, queries: [(records) => `?q=${records.account}`] },
  'loader /distributor/programmes/:code/:period': {
    members: billed,
    record: 'programme',
    param: 'code',
    besides: ['period'],
    queries: [inAccount],
  },
  'action /distributor/programmes/:code/:period': {
    members: ['admin', 'finance'],
    record: 'programme',
    param: 'code',
    besides: ['period'],
    form: () => ({ answer: 'dispute', reason: 'Not what we have bought', version: '2' }),
  },
  'loader /distributor/programmes/:code/:period/receipt.csv': {
    members: billed,
    record: 'programme',
    param: 'code',
    besides: ['period'],
  },
  'loader /supplier': { members: all },
  'loader /supplier/catalog': { members: sellers, queries: [(records) => `?q=${records.item}`] },
  'loader /supplier/catalog.csv': { members: sellers, queries: [(records) => `?q=${records.item}`] },
  'loader /supplier/catalog/:sku': { members: sellers, record: 'item', queries: [inAccount] },
  'loader /supplier/catalog/:sku/propose': { members: proposers, record: 'item' },
  'action /supplier/catalog/:sku/propose': {
    members: proposers,
    record: 'item',
    form: () => ({ unit: 'C62', availability: 'limited', do: 'draft', version: '1' }),
  },
  'loader /supplier/proposals': {
    members: sellers,
    queries: [() => '?state=submitted', (records) => `?q=${records.proposal}`, (records) => `?q=${records.item}`],
  },
  'loader /supplier/proposals.csv': {
    members: sellers,
    queries: [(records) => `?q=${records.proposal}`, (records) => `?q=${records.item}`],
  },
  'loader /supplier/proposals/upload': { members: proposers },
  'action /supplier/proposals/upload': { members: proposers, form: () => ({ mode: 'changes' }) },
  'loader /supplier/proposals/:number': { members: sellers, record: 'proposal' },
  'action /supplier/proposals/:number': { members: proposers, record: 'proposal', form: () => ({ do: 'submit', version: '9' }) },
  'loader /supplier/purchase-orders': {
    members: sellers,
    queries: [(records) => `?q=${records.purchase}`, (records) => `?q=${records.item}`, () => '?state=open'],
  },
  'loader /supplier/purchase-orders.csv': { members: sellers, queries: [(records) => `?q=${records.item}`] },
  'loader /supplier/purchase-orders/:number': { members: sellers, record: 'purchase' },
  'action /supplier/purchase-orders/:number': {
    members: proposers,
    record: 'purchase',
    form: () => ({ do: 'confirm', version: '1' }),
  },
  'loader /supplier/purchase-orders/:number/answer': { members: proposers, record: 'purchase' },
  'action /supplier/purchase-orders/:number/answer': {
    members: proposers,
    record: 'purchase',
    form: () => ({ 'lines[0].line': '1', 'lines[0].how': 'as_ordered', version: '1' }),
  },
  'loader /staff/purchase-orders': { staff: everyStaff, queries: [() => '?state=all', (records) => `?q=${records.purchase}`] },
  'loader /staff/purchase-orders.csv': { staff: everyStaff, queries: [() => '?state=all'] },
  'loader /staff/purchase-orders/:number': { staff: everyStaff, record: 'purchase' },
  'action /staff/purchase-orders/:number': {
    staff: deciders,
    record: 'purchase',
    form: () => ({ decision: 'accept', version: '1' }),
  },
  'loader /staff/catalog': {
    staff: everyStaff,
    queries: [inAccount, (records) => `?q=${records.item}`, () => '?availability=in_stock'],
  },
  'loader /staff/catalog.csv': { staff: everyStaff, queries: [inAccount, (records) => `?q=${records.item}`] },
  'loader /staff/catalog/:sku': { staff: everyStaff, record: 'item', queries: [inAccount] },
  'loader /staff/moderation.csv': { staff: everyStaff, queries: [() => '?state=all', (records) => `?q=${records.item}`] },
  'loader /staff/moderation': { staff: everyStaff, queries: [() => '?state=all', (records) => `?q=${records.item}`] },
  'loader /staff/moderation/proposals/:number': { staff: everyStaff, record: 'proposal' },
  'action /staff/moderation/proposals/:number': {
    staff: deciders,
    record: 'proposal',
    form: () => ({ 'fields[0].position': '9' }),
  },
  'loader /staff/accounts': { staff: everyStaff, queries: [(records) => `?q=${records.account}`] },
  'loader /staff/accounts.csv': { staff: everyStaff },
  'loader /staff/accounts/:code': { staff: everyStaff, record: 'account' },
  'action /staff/accounts/:code': { staff: writers, record: 'account', form: () => ({ body: 'seen' }) },
  'loader /staff/shipments': { staff: everyStaff, queries: [...find, inAccount] },
  'loader /staff/shipments/:number': { staff: everyStaff, record: 'shipment' },
  'loader /staff/people': { staff: everyStaff, queries: [(records) => `?q=${records.person}`] },
  'loader /staff/people/invite': { staff: inviters, queries: [inAccount] },
  'action /staff/people/invite': {
    staff: inviters,
    form: ({ account }) => ({
      account,
      email: 'new@example.test',
      name: 'New',
      language: 'en',
      role: 'viewer',
      reach: 'account',
    }),
  },
  'loader /staff/people/invite-staff': { staff: ['admin'] },
  'action /staff/people/invite-staff': {
    staff: ['admin'],
    form: () => ({ email: 'staff@example.test', name: 'New', language: 'en', staff_role: 'agent' }),
  },
  'loader /staff/people/:person': { staff: everyStaff, record: 'person' },
  'action /staff/people/:person': { staff: ['admin'], record: 'person', form: () => ({ do: 'end-sessions' }) },
  'loader /staff/people/:person/invitation': { staff: everyStaff, record: 'person', answers: [404] },
  'action /staff/people/:person/invitation': {
    staff: inviters,
    record: 'person',
    form: ({ account }) => ({ do: 'withdraw', account }),
    answers: [404],
  },
  'loader /staff/people/:person/role': { staff: ['admin'], record: 'person', queries: [inAccount], answers: [404] },
  'action /staff/people/:person/role': {
    staff: ['admin'],
    record: 'person',
    form: ({ account }) => ({ do: 'change', account, role: 'viewer', reach: 'account', was: '' }),
  },
  'loader /me': { signedIn: true },
  'action /me': { signedIn: true, form: () => ({ name: '' }) },
  'loader /me/security': { signedIn: true },
  'action /me/security': { signedIn: true, form: () => ({ do: 'nothing' }) },
  'loader /sign-in': { open: true },
  'action /sign-in': { open: true, form: () => ({ email: 'nobody@example.test', password: 'wrong' }) },
  'loader /sign-out': { open: true },
  'action /sign-out': { open: true, form: () => ({}), endsSession: true },
  'loader /forgot-password': { open: true },
  'action /forgot-password': { open: true, form: () => ({ email: 'nobody@example.test' }) },
  'loader /reset/:token': { open: true },
  'action /reset/:token': { open: true, form: () => ({ password: 'a quay by the grey water' }) },
  'loader /invite/:token': { open: true },
  'action /invite/:token': { open: true, form: () => ({ password: 'a quay by the grey water' }) },
  'loader /l/:token': { open: true },
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
