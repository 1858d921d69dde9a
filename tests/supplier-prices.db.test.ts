import { beforeAll, describe, expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { byFeed, makeFeed, ownFeed } from '~/access/calendar-feeds.server'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { contractCalendar } from '~/features/contracts/calendar.server'
import { openFile } from '~/features/files/files.queries.server'
import { findEverything } from '~/features/palette.server'
import { purchasesOfItem } from '~/features/purchases/item-purchases.server'
import { purchaseNewsMailer } from '~/features/purchases/news.mail.server'
import { noteNews, tellSuppliers } from '~/features/purchases/news.server'
import { getPurchase } from '~/features/purchases/purchase.queries.server'
import { purchasesCsv } from '~/features/purchases/purchases.csv.server'
import { purchasesMailer } from '~/features/purchases/purchases.mail.server'
import { listPurchases } from '~/features/purchases/purchases.queries.server'
import { purchaseNews } from '~/features/purchases/purchases-letters'
import { supplyFinders } from '~/features/registry.server'
import { catalogCsv } from '~/features/supply/catalog.csv.server'
import { listItems } from '~/features/supply/catalog.queries.server'
import { readItemFilter } from '~/features/supply/catalog-filter'
import { getItem, itemToPropose } from '~/features/supply/item.queries.server'
import { getProposal } from '~/features/supply/proposal.queries.server'
import { proposalsCsv } from '~/features/supply/proposals.csv.server'
import { listProposals } from '~/features/supply/proposals.queries.server'
import { supplyMailer } from '~/features/supply/supply.mail.server'
import { uploadProposal } from '~/features/supply/upload.commands.server'
import { isRefusal, NotFound } from '~/values/outcome'
import { openMailbox } from './support/mailbox'
import { grantOf, insert, makeAccount, makeEntity, makePerson, ownerOf, scopeOf, unique } from './support/make'
import { makeAnswer, makePurchase } from './support/purchasing'
import { makeItem, makePrice, makeProposal } from './support/supplying'

// A supplier never sees another's price: by page, data, file, export, search, mail or feed, each held against the same three prices. That no
// route was forgotten is the access test's.

const { mailTo } = await openMailbox()
const secrets = ['7301.37', '7402.48', '7503.59']
const [live, proposed, ordered] = secrets as [string, string, string]
/** However it is written: as it is kept, or with its thousands parted. */
const spoken = secrets.flatMap((one) => [
  one,
  one.replace('.', ','),
  `${one[0]},${one.slice(1)}`,
  `${one[0]}.${one.slice(1).replace('.', ',')}`,
])
const tells = (said: unknown) => spoken.filter((one) => (typeof said === 'string' ? said : JSON.stringify(said)).includes(one))

async function company(role: 'catalog' | 'viewer') {
  const account = await makeAccount({ supplies: 1 })
  const person = await makePerson()
  await insert('memberships', { person_id: person.id, ...ownerOf(account), role, inherits: 1, created_at: new Date() })
  const may = ['catalog.read', 'purchases.read'] as const
  const who = { personId: person.id, grants: [grantOf(account, role)] }
  return { account, owner: ownerOf(account), person, scope: scopeOf('supplier', may, who), who }
}
type Company = Awaited<ReturnType<typeof company>>
let [owner, other]: Company[] = []
let made: Awaited<ReturnType<typeof offers>>

async function offers({ owner: of, person }: Company) {
  const item = await makeItem(of, { sku: `SECRET-${unique()}` })
  await makePrice(item, { amount: live })
  const price = { item, field: 'price', variant: 'standard/1/EUR', base_value: live, proposed_value: proposed }
  const refused = { decision: 'refused', reason: 'Too dear', decided_by: person.id, decided_at: new Date() }
  const closed = { state: 'refused', open_count: 0, closed_at: new Date() }
  const proposal = await makeProposal(of, [{ ...price, ...refused }], { submitted_by: person.id, ...closed })
  const purchase = await makePurchase(of, [{ catalog_item_id: item.id, sku: item.sku, unit_price: ordered }])
  const parts = [{ kind: 'refused' as const, quantity: '1', due_on: null }]
  const decided = { answered_by: person.id, decided_at: new Date(), decided_by: person.id, reason: 'So be it' }
  const answer = await makeAnswer(purchase, [{ line: 1, parts, reason: 'None' }], decided)
  const key = unique().toLowerCase().padEnd(40, '0')
  await insert('files', {
    ...{ ...of, file_key: key, catalog_item_id: item.id, purpose: 'catalog_image', name: 'item.png', media_type: 'image/png' },
    ...{ size: 1, sha256: ''.padEnd(64, '0'), created_at: new Date() },
  })
  return { item, proposal, purchase, answer, key }
}

beforeAll(async () => {
  await makeEntity()
  ;[owner, other] = [await company('catalog'), await company('catalog')]
  made = await offers(owner)
})

const reader = (of: Company | undefined) => (of as Company).scope
const all = { after: null, before: null }
const whole = async (pieces: AsyncGenerator<string>) => {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
const plain = { head: (text: string) => text, state: (text: string) => text, origin: (text: string) => text }

describe('another’s price is not told', () => {
  test('by page and data, whose loaders are one', async () => {
    const scope = reader(other)
    const asked = [
      () => getItem(scope, made.item.sku, null),
      () => itemToPropose(scope, made.item.sku, null),
      () => getProposal(scope, made.proposal.number),
      () => getPurchase(scope, made.purchase.number, null),
    ]
    for (const ask of asked) await expect(ask()).rejects.toThrow(NotFound)
    const lists = [
      await listItems(scope, { ...readItemFilter(new URLSearchParams()), q: made.item.sku }, all),
      await listProposals(scope, { state: null }, all),
      await listPurchases(scope, { q: '', state: null }, all),
      await purchasesOfItem(scope, made.item.sku, (owner as Company).account.code),
    ]
    expect(tells(lists)).toEqual([])
    // The very same calls tell it to whom it belongs.
    expect(tells(await getItem(reader(owner), made.item.sku, null))).toContain(live)
    expect(tells(await getProposal(reader(owner), made.proposal.number))).toContain(proposed)
    expect(tells(await getPurchase(reader(owner), made.purchase.number, null))).toContain(ordered)
  })

  test('by a file that belongs to an item', async () => {
    await expect(openFile(reader(other), made.key)).rejects.toThrow(NotFound)
  })

  test('by a file of changes that names another’s item', async () => {
    const { who } = other as Company
    const scope = scopeOf('supplier', ['catalog.read', 'catalog.propose'], who)
    const file = new File([`sku,price\n${made.item.sku},1\n`], 'changes.csv')
    const done = await uploadProposal(scope, { file, mode: 'changes' })
    if (isRefusal(done)) throw new Error(done.reason)
    const view = await getProposal(scope, done.number)
    expect([view.fields, view.rowErrors.map((one) => one.reason)]).toEqual([0, ['supply:file.unknownSku']])
    expect(tells(view)).toEqual([])
  })

  test('by export', async () => {
    const files = (scope: Company['scope']) =>
      Promise.all([
        catalogCsv(scope, readItemFilter(new URLSearchParams('discontinued=1'))).then(whole),
        proposalsCsv(scope, { state: null }, plain).then(whole),
        purchasesCsv(scope, { q: '', state: null }, plain).then(whole),
      ])
    const [mine, own] = [await files(reader(other)), await files(reader(owner))]
    expect(tells(mine)).toEqual([])
    expect(mine.join()).not.toContain(made.item.sku)
    expect(tells(own)).toContain(live)
  })

  test('by search', async () => {
    for (const text of [made.item.sku, made.proposal.number, made.purchase.number]) {
      expect(await findEverything(reader(other), supplyFinders, text)).toEqual([])
      expect(await findEverything(reader(owner), supplyFinders, text)).not.toEqual([])
    }
  })

  test('by mail: letters go to those who see the record, and name no figure', async () => {
    const [mine, theirs] = [owner as Company, other as Company]
    const scope = systemScope<StaffAbility>([], new Date('2026-06-11T08:20:00Z'))
    const context = { scope, attempt: 1, signal: new AbortController().signal }
    await db.updateTable('purchase_orders').set({ told_mark: '' }).where('id', '=', made.purchase.id).execute()
    await scope.transaction((inner) => noteNews(inner, [made.purchase.id]))
    await tellSuppliers(scope)
    for (const job of await db.selectFrom('outbox').select(['id', 'payload']).where('topic', '=', purchaseNews).execute())
      await purchaseNewsMailer.run(JSON.parse(job.payload), { ...context, jobId: job.id })
    await supplyMailer.run({ proposalId: made.proposal.id }, { ...context, jobId: '9001' })
    await purchasesMailer.run({ answerId: made.answer }, { ...context, jobId: '9002' })
    const letters = await mailTo(mine.person.email)
    expect(letters.length).toBeGreaterThanOrEqual(3)
    expect(tells(letters)).toEqual([])
    expect(await mailTo(theirs.person.email)).toEqual([])
    // Whoever has gone over to another supplier hears no more of it.
    await db.updateTable('memberships').set(theirs.owner).where('person_id', '=', mine.person.id).execute()
    await purchasesMailer.run({ answerId: made.answer }, { ...context, jobId: '9003' })
    await supplyMailer.run({ proposalId: made.proposal.id }, { ...context, jobId: '9004' })
    expect(await mailTo(mine.person.email)).toHaveLength(letters.length)
    await db.updateTable('memberships').set(mine.owner).where('person_id', '=', mine.person.id).execute()
  })

  test('by feed: a calendar holds contracts alone, and who only sells has none', async () => {
    const viewer = await company('viewer')
    const feedOf = async ({ who }: Company) => {
      const person = scopeOf('me', ['me.change'], { personId: who.personId })
      await makeFeed(person)
      const asked = { token: (await ownFeed(person))?.token ?? '', ip: '127.0.0.1' }
      const may = ['orders.read', 'contracts.read'] as const
      return await byFeed({ ...asked, may }, (scope) => contractCalendar(scope, 'http://localhost', 'Fairlead'))
    }
    const read = String(await feedOf(viewer))
    expect(read).toContain('BEGIN:VCALENDAR')
    expect(tells(read)).toEqual([])
    await expect(feedOf(other as Company)).rejects.toThrow(NotFound)
  })
})
