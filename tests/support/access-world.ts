import type { MemberRole, StaffAbility, StaffRole } from '~/access/abilities'
import { memberRoles, staffRoles } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { handleOf } from '~/access/seal.server'
import { startSession } from '~/access/session.server'
import { db } from '~/database/connection.server'
import { projectShipments } from '~/features/shipments/projection.server'
import { makeMessage, makeRequest } from './asking'
import { makeAllocation, makeCheckout, makeCreditNote, makeInvoice, makePayment } from './billing'
import { makeContract } from './contracting'
import {
  makeAccount,
  makeClash,
  makeEntity,
  makeLine,
  makeMember,
  makeOrder,
  makePerson,
  makeShipment,
  makeShipmentLine,
  ownerOf,
  unique,
} from './make'
import { makeRebates } from './programmes'
import { makeAnswer, makePurchase } from './purchasing'
import { makeItem, makePrice, makeProposal } from './supplying'

/** A world in which every account has one of everything, and each of those says a word that no other account's does. */

export const accountKeys = ['top', 'branch', 'leaf', 'sister', 'stranger'] as const
export type AccountKey = (typeof accountKeys)[number]
type Account = Awaited<ReturnType<typeof makeAccount>>

export type Records = {
  account: string
  order: string
  shipment: string
  invoice: string
  checkout: string
  contract: string
  person: string
  file: string
  event: string
  /** A run of the import that refused a row, and a clash that it found. */
  run: string
  clash: string
  item: string
  proposal: string
  purchase: string
  request: string
  /** A programme that it takes part in, and the period of its statement. */
  programme: string
  period: string
}
export type Belongings = {
  key: AccountKey
  row: Account
  /** What a route may be asked for. */
  records: Records
  /** Words that give this account's rows away. */
  words: string[]
  /** Digits that only its prices have. */
  prices: string[]
  /** What it offers and proposes, and for how much: seen by those of its people who sell. */
  offers: string[]
  /** Written by staff for staff. */
  internal: string[]
}

const now = new Date('2026-06-11T08:20:00Z')
let count = 0

async function belongings(key: AccountKey, row: Account, legalEntity: string, author: string): Promise<Belongings> {
  const word = (what: string) => `${what}${unique()}`
  count += 1
  const unitPrice = `73${count}9.17`
  const net = (Number(`73${count}917`) * 8 + count * 0) / 100
  const order = await makeOrder(row, {
    legal_entity_id: legalEntity,
    po_number: word('PO'),
    number: word('SO-'),
    contents: word('goods'),
  })
  const description = word('valve')
  const line = await makeLine(order, {
    description,
    sku: word('SKU'),
    unit_price: unitPrice,
    net: net.toFixed(2),
    customer_sku: word('CSKU'),
  })
  const shipment = await makeShipment(row, {
    legal_entity_id: legalEntity,
    number: word('SH-'),
    tracking_number: word('TRK'),
    carrier: word('carrier'),
  })
  const shipmentLine = await makeShipmentLine(shipment, order, line)
  const invoice = await makeInvoice(row, { legal_entity_id: legalEntity, number: word('INV-'), po_number: word('IPO') }, [
    {
      description: word('billed'),
      unit_price: unitPrice,
      net: net.toFixed(2),
      order_id: order.id,
      order_line_id: line,
      shipment_id: shipment.id,
    },
  ])
  const payment = await makePayment(row, { legal_entity_id: legalEntity, number: word('PAY-'), reference: word('transfer') })
  const credit = await makeCreditNote(row, { legal_entity_id: legalEntity, number: word('CN-'), reason: word('because') })
  const checkout = await makeCheckout(invoice, author)
  await makeAllocation(invoice, { payment_id: payment.id }, '30.00')
  await makeAllocation(invoice, { credit_note_id: credit.id }, '10.00')
  const agreed = { title: word('agreement'), document: word('annex') }
  const contract = await makeContract(
    row,
    { legal_entity_id: legalEntity, number: word('CT-'), title: agreed.title, commitment: unitPrice },
    agreed.document,
  )
  const owner = ownerOf(row)
  const rawText = word('raw')
  const event = await db
    .insertInto('tracking_events')
    .values({
      ...owner,
      shipment_id: shipment.id,
      fingerprint: unique().padEnd(64, '0'),
      status: 'departed',
      classifier: 'actual',
      raw_text: rawText,
      happened_at: now,
      recorded_at: now,
      source: 'test',
    })
    .executeTakeFirstOrThrow()
  const street = word('street')
  await db
    .insertInto('addresses')
    .values({
      ...owner,
      fingerprint: unique().padEnd(64, '0'),
      name: 'Goods in',
      street,
      city: 'Rotterdam',
      country: 'NL',
      time_zone: 'Europe/Amsterdam',
      created_at: now,
    })
    .execute()
  const reference = word('BL')
  await db
    .insertInto('reference_numbers')
    .values({ ...owner, shipment_id: shipment.id, type: 'bill_of_lading', value: reference })
    .execute()
  const [note, internal] = [word('note'), word('internal')]
  for (const [table, body] of [
    ['notes', note],
    ['internal_notes', internal],
  ] as const)
    await db
      .insertInto(table)
      .values({ ...owner, order_id: order.id, body, author_id: author, created_at: now })
      .execute()
  const [subject, said, noted] = [word('subject'), word('said'), word('noted')]
  const request = await makeRequest(row, { number: word('RQ-'), subject, order_id: order.id })
  await makeMessage(request, said)
  await db
    .insertInto('request_notes')
    .values({ ...owner, request_id: request.id, author_id: author, body: noted, created_at: now })
    .execute()
  const opinion = word('opinion')
  const stamps = { created_at: now, updated_at: now }
  await db
    .insertInto('ratings')
    .values({ ...owner, request_id: request.id, score: 4, comment: opinion, state: 'waiting', ...stamps })
    .execute()
  const own = await makePerson({ name: word('asker') })
  const secret = word('secret')
  await makeMessage(await makeRequest(row, { subject: secret, visibility: 'me', requester_id: own.id }), secret)
  const billed = word('billed')
  await makeMessage(await makeRequest(row, { subject: billed, kind: 'billing' }), billed)
  const shared = word('shared')
  await makeRequest(row, { subject: shared, visibility: 'staff' })
  const sscc = `${count}`.padEnd(18, '7')
  const packed = await db
    .insertInto('packages')
    .values({ ...owner, shipment_id: shipment.id, number: 1, sscc })
    .executeTakeFirstOrThrow()
  const lot = word('lot')
  await db
    .insertInto('package_lines')
    .values({ ...owner, package_id: String(packed.insertId), shipment_line_id: shipmentLine, quantity: '1', lot })
    .execute()
  const file = word('file').toLowerCase()
  await db
    .insertInto('files')
    .values({
      ...owner,
      file_key: file,
      shipment_id: shipment.id,
      purpose: 'proof',
      name: 'proof.png',
      media_type: 'image/png',
      size: 1,
      sha256: ''.padEnd(64, '0'),
      created_at: now,
    })
    .execute()
  const offers = {
    price: `64${count}1.37`,
    proposed: `65${count}1.37`,
    title: word('title'),
    other: word('other'),
    note: word('why'),
    wanted: word('wanted'),
    answer: word('answer'),
    cost: `66${count}1.37`,
  }
  const item = await makeItem(owner, { sku: word('ITEM'), title_en: offers.title })
  await makePrice(item, { amount: offers.price })
  const title = { item, field: 'title_en', base_value: offers.title, proposed_value: offers.other }
  const price = { item, field: 'price', variant: 'standard/1/EUR', base_value: offers.price, proposed_value: offers.proposed }
  const proposal = await makeProposal(owner, [title, price], { note: offers.note })
  const purchase = await makePurchase(owner, [{ sku: item.sku, description: offers.wanted, unit_price: offers.cost }], {
    legal_entity_id: legalEntity,
    number: word('PU-'),
  })
  const refused = [{ kind: 'refused', quantity: '1', due_on: null }] as const
  await makeAnswer(purchase, [{ line: 1, parts: refused, reason: offers.answer, deviations: 'quantity' }], { state: 'waiting' })
  await db
    .insertInto('catalog_item_changes')
    .values({ ...owner, catalog_item_id: item.id, field: 'title_en', to_value: offers.title, at: now })
    .execute()
  await db
    .insertInto('purchase_order_changes')
    .values({ ...owner, purchase_order_id: purchase.id, field: 'note', to_value: word('changed'), at: now })
    .execute()
  await db
    .insertInto('files')
    .values({
      ...{
        ...owner,
        catalog_item_id: item.id,
        file_key: word('image').toLowerCase(),
        purpose: 'catalog_image',
        name: 'item.png',
      },
      ...{ media_type: 'image/png', size: 1, sha256: ''.padEnd(64, '0'), created_at: now },
    })
    .execute()
  const member = await makePerson({ name: word('member') })
  await db
    .insertInto('memberships')
    .values({ ...owner, person_id: member.id, role: 'buyer', inherits: 0, created_at: now })
    .execute()
  const { run, clash } = await makeClash(order, { live: word('live'), incoming: word('incoming') })
  await projectShipments(systemScope<StaffAbility>([], now), [shipment.id])
  const rebates = await makeRebates(row)
  const po = await db.selectFrom('orders').select(['po_number', 'contents']).where('id', '=', order.id).executeTakeFirstOrThrow()
  const words = [
    order.number,
    shipment.number,
    String(po.po_number),
    po.contents,
    description,
    rawText,
    street,
    reference,
    note,
    sscc,
    lot,
    member.email,
    request.number,
    subject,
    said,
  ]
  return {
    key,
    row,
    records: {
      account: row.code,
      order: order.number,
      shipment: shipment.number,
      invoice: invoice.number,
      checkout,
      contract: contract.number,
      person: handleOf('person', member.id),
      file,
      event: String(event.insertId),
      run,
      clash,
      item: item.sku,
      proposal: proposal.number,
      purchase: purchase.number,
      request: request.number,
      programme: rebates.programme,
      period: rebates.period,
    },
    words: words.filter(Boolean),
    // Who sees no prices knows of no invoice and no contract either.
    prices: [
      ...[unitPrice, net.toFixed(2), net.toLocaleString('en', { minimumFractionDigits: 2 })],
      ...[invoice.number, payment.number, credit.number, rebates.programme, rebates.statement],
      ...[contract.number, agreed.title, agreed.document, billed],
    ],
    offers: [item.sku, proposal.number, purchase.number, ...Object.values(offers)],
    internal: [internal, noted, secret, shared, opinion],
  }
}

export type Visitor = {
  name: string
  cookie: string
  staff: StaffRole | null
  /** The roles that hold for each account in reach. */
  roles: Partial<Record<AccountKey, MemberRole[]>>
}

export type AccessWorld = { accounts: Record<AccountKey, Belongings>; visitors: Visitor[] }

const cookieOf = async (person: string, staff: boolean) => {
  const cookie = await startSession(person, staff, { ip: '127.0.0.1', userAgent: 'test' })
  return cookie.split(';', 1)[0] ?? ''
}

export async function makeAccessWorld(): Promise<AccessWorld> {
  const flags = { buys: 1, distributes: 1, supplies: 1 }
  const top = await makeAccount(flags)
  const branch = await makeAccount(flags, top)
  const rows = {
    top,
    branch,
    leaf: await makeAccount(flags, branch),
    sister: await makeAccount(flags, top),
    stranger: await makeAccount(flags),
  }
  const [entity, author] = [await makeEntity(), await makePerson({ staff_role: 'agent', name: 'Noor A.' })]
  const made: Partial<Record<AccountKey, Belongings>> = {}
  for (const key of accountKeys) made[key] = await belongings(key, rows[key], entity, author.id)

  const visitors: Visitor[] = [{ name: 'nobody', cookie: '', staff: null, roles: {} }]
  const everyone = (role: MemberRole, keys: readonly AccountKey[]) => Object.fromEntries(keys.map((key) => [key, [role]]))
  for (const role of memberRoles) {
    const person = await makeMember(top, role)
    visitors.push({
      name: `${role} of the tree`,
      cookie: await cookieOf(person.id, false),
      staff: null,
      roles: everyone(role, ['top', 'branch', 'leaf', 'sister']),
    })
  }
  const below = await makeMember(branch, 'buyer')
  visitors.push({
    name: 'buyer of a branch',
    cookie: await cookieOf(below.id, false),
    staff: null,
    roles: everyone('buyer', ['branch', 'leaf']),
  })
  const only = await makeMember(branch, 'buyer', false)
  visitors.push({
    name: 'buyer of one account',
    cookie: await cookieOf(only.id, false),
    staff: null,
    roles: everyone('buyer', ['branch']),
  })
  const mixed = await makeMember(leaf(rows), 'buyer', false)
  await db
    .insertInto('memberships')
    .values({ person_id: mixed.id, ...ownerOf(rows.sister), role: 'receiver', inherits: 0, created_at: now })
    .execute()
  visitors.push({
    name: 'buyer here and receiver there',
    cookie: await cookieOf(mixed.id, false),
    staff: null,
    roles: { leaf: ['buyer'], sister: ['receiver'] },
  })
  const other = await makeMember(rows.stranger, 'admin')
  visitors.push({
    name: 'admin of another company',
    cookie: await cookieOf(other.id, false),
    staff: null,
    roles: everyone('admin', ['stranger']),
  })
  for (const role of staffRoles) {
    const person = await makePerson({ staff_role: role })
    visitors.push({ name: `${role} of the staff`, cookie: await cookieOf(person.id, true), staff: role, roles: {} })
  }
  return { accounts: made as Record<AccountKey, Belongings>, visitors }
}

const leaf = (rows: Record<AccountKey, Account>) => rows.leaf
