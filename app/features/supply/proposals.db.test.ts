import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { findEverything } from '~/features/palette.server'
import { supplyFinders } from '~/features/registry.server'
import type { SupplyReads } from '~/features/registry.types'
import { Conflict, isRefusal, NotFound } from '~/values/outcome'
import { grantOf, makeAccount, makeEntity, makePerson, ownerOf, scopeOf } from '../../../tests/support/make'
import type { Item } from '../../../tests/support/supplying'
import { makeItem, makePrice, makeProposal } from '../../../tests/support/supplying'
import { findItem } from './catalog.queries.server'
import { decideFields } from './decide.commands.server'
import type { Decision } from './proposal'
import { getProposal } from './proposal.queries.server'
import { moveProposal, proposeChange } from './proposals.commands.server'
import { findProposal } from './proposals.queries.server'
import type { ProposeForm } from './supply.forms.server'

// The scopes stand at 11 June 2026; what makeProposal hands in was handed in on 10 June.
beforeAll(makeEntity)

async function company() {
  const account = await makeAccount({ supplies: 1 })
  const person = await makePerson()
  const scope = scopeOf('supplier', ['catalog.read', 'catalog.propose'], {
    personId: person.id,
    grants: [grantOf(account, 'catalog')],
  })
  return { owner: ownerOf(account), account, scope }
}
async function decider() {
  const { id } = await makePerson({ staff_role: 'catalog' })
  return { id, scope: scopeOf('staff', ['catalog.read', 'proposals.decide'], { staffRole: 'catalog', personId: id }) }
}
type Decider = Awaited<ReturnType<typeof decider>>['scope']

/** Decides as one who has the page before them; the reason is there for refusals. */
async function decideSeen(scope: Decider, number: string, choices: Record<number, Decision>, reason = 'Not so') {
  const { shown } = await getProposal(scope, number)
  const fields = shown.flatMap(({ position, seen }) => {
    const decision = choices[position]
    return decision ? [{ position, seen, decision, reason: decision === 'refused' ? reason : undefined }] : []
  })
  return await decideFields(scope, number, { fields })
}
const reasonOf = (outcome: unknown) => (isRefusal(outcome) ? outcome.reason : outcome)
const liveOf = (item: Item) => db.selectFrom('catalog_items').selectAll().where('id', '=', item.id).executeTakeFirstOrThrow()
const pricesOf = (item: Item) =>
  db
    .selectFrom('item_prices')
    .select(['amount', 'valid_from'])
    .where('catalog_item_id', '=', item.id)
    .orderBy('valid_from')
    .execute()
const stateOf = async (number: string) =>
  (await db.selectFrom('proposals').select('state').where('number', '=', number).executeTakeFirstOrThrow()).state

const price = { field: 'price', variant: 'standard/1/EUR', base_value: '10', proposed_value: '10.80', valid_from: '2026-07-10' }
const title = { field: 'title_en', base_value: 'A', proposed_value: 'B' }

test('what is approved becomes live, what is refused does not, and what changed beside stays: {10.80, 2.1, A}', async () => {
  const { owner } = await company()
  const item = await makeItem(owner, { weight_kg: '2.0' })
  await makePrice(item)
  const { number } = await makeProposal(owner, [
    { item, ...price },
    { item, ...title },
  ])
  await db.updateTable('catalog_items').set({ weight_kg: '2.1' }).where('id', '=', item.id).execute()
  const [one, other] = [await decider(), await decider()]
  expect(await decideSeen(one.scope, number, { 1: 'approved', 2: 'refused' })).toEqual({ decided: 1, waiting: 1, closed: false })
  expect(await pricesOf(item)).toHaveLength(1)
  expect(reasonOf(await decideSeen(one.scope, number, { 1: 'approved' }))).toBe('supply:decide.secondPerson')
  expect(await decideSeen(other.scope, number, { 1: 'approved' })).toEqual({ decided: 1, waiting: 0, closed: true })
  expect(await stateOf(number)).toBe('partly_approved')
  expect(await liveOf(item)).toMatchObject({ title_en: 'A', weight_kg: '2.100' })
  expect(await pricesOf(item)).toEqual([
    { amount: '10.000000', valid_from: '2026-01-01' },
    { amount: '10.800000', valid_from: '2026-07-10' },
  ])
  const letters = await db.selectFrom('outbox').select('payload').where('topic', '=', 'supply.mail').execute()
  expect(letters).toHaveLength(1)
})

test('a conflict is shown, and nothing is decided that was not seen', async () => {
  const { owner } = await company()
  const item = await makeItem(owner, { title_en: 'C' })
  const { number } = await makeProposal(owner, [{ item, ...title }])
  const { scope } = await decider()
  const [field] = (await getProposal(scope, number)).shown
  expect(field).toMatchObject({ base: 'A', live: 'C', proposed: 'B', conflict: true })
  await db.updateTable('catalog_items').set({ title_en: 'D' }).where('id', '=', item.id).execute()
  const stale = { position: 1, seen: field?.seen ?? '', decision: 'approved' as const, reason: undefined }
  await expect(decideFields(scope, number, { fields: [stale] })).rejects.toThrow(Conflict)
  expect(await decideSeen(scope, number, { 1: 'approved' })).toMatchObject({ closed: true })
  expect((await liveOf(item)).title_en).toBe('B')
})

test('a refusal says why; nothing chosen is nothing decided; a decision stands', async () => {
  const { owner } = await company()
  const { number } = await makeProposal(owner, [{ item: await makeItem(owner), ...title }])
  const { scope } = await decider()
  expect(reasonOf(await decideSeen(scope, number, { 1: 'refused' }, 'x'))).toBe('supply:decide.reasonMissing')
  expect(reasonOf(await decideSeen(scope, number, {}))).toBe('supply:decide.nothing')
  await decideSeen(scope, number, { 1: 'refused' })
  await expect(decideSeen(scope, number, { 1: 'approved' })).rejects.toThrow(Conflict)
  expect(await stateOf(number)).toBe('refused')
})

test('approving field by field in any order ends the same', async () => {
  const fields = [
    title,
    { field: 'title_zh', base_value: null, proposed_value: '闸阀' },
    { field: 'weight_kg', base_value: '2', proposed_value: '2.4' },
    { field: 'lead_time_days', base_value: '21', proposed_value: null },
    { field: 'availability', base_value: 'in_stock', proposed_value: 'limited' },
    { field: 'price', variant: 'standard/1/EUR', base_value: '10', proposed_value: '10.40', valid_from: '2026-07-10' },
  ]
  const { owner } = await company()
  const { scope } = await decider()
  /** What the item and its prices are once the fields are decided one after the other. */
  async function after(order: readonly number[], decisions: readonly Decision[]) {
    const item = await makeItem(owner)
    await makePrice(item)
    const { number } = await makeProposal(
      owner,
      fields.map((field) => ({ item, ...field })),
    )
    for (const index of order) await decideSeen(scope, number, { [index + 1]: decisions[index] ?? 'refused' })
    const { title_en, title_zh, weight_kg, lead_time_days, availability } = await liveOf(item)
    return [title_en, title_zh, weight_kg, lead_time_days, availability, await pricesOf(item), await stateOf(number)]
  }
  const inOrder = fields.map((_, index) => index)
  const decisions = fc.array(fc.constantFrom<Decision>('approved', 'refused'), {
    minLength: fields.length,
    maxLength: fields.length,
  })
  const shuffled = fc.shuffledSubarray(inOrder, { minLength: fields.length })
  await fc.assert(
    fc.asyncProperty(decisions, shuffled, async (decided, order) => {
      expect(await after(order, decided)).toEqual(await after(inOrder, decided))
    }),
    { numRuns: 5 },
  )
})

/** Twenty people decide at once, again and again in different mixtures, until nothing is open; then three more look after it. */
async function decideTogether(number: string, positions: readonly number[]): Promise<void> {
  const people = await Promise.all(Array.from({ length: 20 }, decider))
  const all = (of: readonly number[], decision: Decision) => Object.fromEntries(of.map((one) => [one, decision]))
  for (let offset = 0; offset < 6 && (await stateOf(number)) === 'submitted'; offset++)
    await Promise.allSettled(
      people.map(({ scope }, index) => {
        const mine = (index + offset) % 2 === 0 ? positions : positions.slice(index % 8)
        return decideSeen(scope, number, all(mine, index % 3 === 0 ? 'refused' : 'approved'))
      }),
    )
  for (const position of positions)
    for (const { scope } of people.slice(0, 3))
      await decideSeen(scope, number, { [position]: 'approved' }).catch((error: unknown) => {
        if (!(error instanceof Conflict)) throw error
      })
}

test('twenty people decide one proposal at once: each field once, by whoever was first, and a price rise by two', async () => {
  const { owner } = await company()
  const items = await Promise.all(Array.from({ length: 4 }, () => makeItem(owner)))
  for (const item of items) await makePrice(item)
  const wanted = items.flatMap((item) => [
    { item, ...price },
    { item, ...title },
  ])
  const { number, id } = await makeProposal(owner, wanted)
  await decideTogether(number, [1, 2, 3, 4, 5, 6, 7, 8])
  const fields = await db.selectFrom('proposal_fields').selectAll().where('proposal_id', '=', id).execute()
  expect(fields.filter((one) => one.decision === null)).toEqual([])
  const approvedPrices = fields.filter((one) => one.field === 'price' && one.decision === 'approved')
  expect(approvedPrices.filter((one) => one.first_approved_by === null || one.first_approved_by === one.decided_by)).toEqual([])
  const approved = (item: Item, field: string) =>
    fields.some((one) => one.catalog_item_id === item.id && one.field === field && one.decision === 'approved')
  for (const item of items) {
    expect((await liveOf(item)).title_en).toBe(approved(item, 'title_en') ? 'B' : 'A')
    expect(await pricesOf(item)).toHaveLength(approved(item, 'price') ? 2 : 1)
  }
  // What the audit says was refused is what stands, each field once.
  const entries = await db.selectFrom('audit_entries').select('after_values').where('subject_id', '=', number).execute()
  const said = entries.flatMap((one) => Object.entries(JSON.parse(one.after_values ?? '{}') as Record<string, string>))
  const refused = said.filter(([, what]) => what.startsWith('refused')).map(([field]) => field)
  expect(refused.sort()).toEqual(
    fields
      .filter((one) => one.decision === 'refused')
      .map((one) => `${one.position} ${one.field}`)
      .sort(),
  )
  const letters = await db.selectFrom('outbox').select('id').where('unique_key', '=', `supply.decided ${id}`).execute()
  expect(letters).toHaveLength(1)
})

describe('a supplier', () => {
  const asIs = async (scope: Awaited<ReturnType<typeof company>>['scope'], sku: string): Promise<ProposeForm> => {
    const item = await findItem(scope, sku, null)
    return {
      title_en: item.title_en ?? undefined,
      unit: item.unit,
      weight_kg: '2',
      lead_time_days: '21',
      availability: 'in_stock',
      do: 'submit',
      version: item.version,
    }
  }

  test('proposes only what is different, and live values stay', async () => {
    const { owner, scope } = await company()
    const item = await makeItem(owner)
    await makePrice(item)
    const form = await asIs(scope, item.sku)
    const propose = (more: Partial<ProposeForm>) => proposeChange(scope, { sku: item.sku, account: null }, { ...form, ...more })
    expect(reasonOf(await propose({}))).toBe('supply:form.nothing')
    expect(reasonOf(await propose({ price: '10.8', valid_from: '2026-07-10' }))).toBe('supply:form.notice')
    expect(reasonOf(await propose({ price: '0' }))).toBe('supply:form.priceWrong')
    expect(reasonOf(await propose({ title_en: undefined }))).toBe('supply:form.noTitle')
    await expect(propose({ version: 7, title_en: 'B' })).rejects.toThrow(Conflict)
    const done = await propose({ title_en: 'B', price: '10.80' })
    if (isRefusal(done)) throw new Error(done.reason)
    const { shown, state } = await getProposal(scope, done.number)
    expect(state).toBe('submitted')
    // Handed in on 11 June: 30 days later is 11 July.
    expect(shown.map(({ field, base, proposed, from }) => [field, base, proposed, from])).toEqual([
      ['title_en', 'A', 'B', null],
      ['price', '10', '10.8', '2026-07-11'],
    ])
    expect((await liveOf(item)).title_en).toBe('A')
  })

  test('takes back what nobody has decided anything of, and nothing else', async () => {
    const { owner, scope } = await company()
    const [item, other] = [await makeItem(owner), await makeItem(owner)]
    const fields = [
      { item, ...title },
      { item: other, ...title },
    ]
    const [first, second] = [await makeProposal(owner, fields), await makeProposal(owner, fields)]
    expect(await moveProposal(scope, first.number, { do: 'withdraw', version: 1 })).toEqual({ did: 'withdrawn' })
    await decideSeen((await decider()).scope, second.number, { 1: 'approved' })
    expect(reasonOf(await moveProposal(scope, second.number, { do: 'withdraw', version: 2 }))).toBe('supply:withdraw.begun')
    await expect(moveProposal(scope, first.number, { do: 'submit', version: 2 })).rejects.toThrow(Conflict)
  })

  test('confirms a full load that leaves out too much by saying how much', async () => {
    const { owner, scope } = await company()
    const gone = { item: await makeItem(owner), field: 'discontinued', base_value: '0', proposed_value: '1' }
    const draft = { state: 'draft', held: 1, missing_count: 60, submitted_at: null, origin: 'full' }
    const { number } = await makeProposal(owner, [gone], draft)
    expect(reasonOf(await moveProposal(scope, number, { do: 'submit', version: 1 }))).toBe('supply:held.confirm')
    expect(reasonOf(await moveProposal(scope, number, { do: 'submit', version: 1, missing: '6' }))).toBe('supply:held.confirm')
    await expect(findProposal((await decider()).scope, number)).rejects.toThrow(NotFound)
    expect(await moveProposal(scope, number, { do: 'submit', version: 1, missing: '60' })).toEqual({ did: 'submitted' })
  })

  test('finds items and proposals by the beginning of their numbers, and staff what was handed in', async () => {
    const [
      {
        owner,
        account: { code },
      },
      { scope: stranger },
    ] = [await company(), await company()]
    const item = await makeItem(owner, { sku: `PX-${owner.account_id}` })
    const [sent, draft] = [
      await makeProposal(owner, [{ item, ...title }], { number: `CP-X${owner.account_id}A` }),
      await makeProposal(owner, [{ item, ...title }], { number: `CP-X${owner.account_id}B`, state: 'draft', submitted_at: null }),
    ]
    const account = { id: owner.account_id, root_account_id: owner.root_account_id, code: '' }
    const may = ['catalog.read', 'purchases.read'] as const
    const seller = scopeOf('supplier', may, { grants: [grantOf(account, 'catalog')] })
    const staff = scopeOf('staff', may, { staffRole: 'catalog' })
    const titles = async (scope: typeof seller | typeof staff, text: string) =>
      (await findEverything<SupplyReads>(scope, supplyFinders, text)).flatMap(({ found }) => found.map((one) => one.title))
    expect(await titles(seller, `cp-x${owner.account_id}`)).toEqual([sent.number, draft.number])
    expect(await titles(staff, `cp-x${owner.account_id}`)).toEqual([sent.number])
    expect(await titles(seller, item.sku)).toEqual([item.sku])
    expect(await titles(stranger as never, item.sku)).toEqual([])
    const ofStaff = (await findEverything<SupplyReads>(staff, supplyFinders, item.sku)).find((one) => one.kind === 'item')
    expect(ofStaff?.found.map((one) => one.path)).toEqual([`catalog/${item.sku}?account=${code}`])
  })

  test('sees nothing of another’s items and proposals', async () => {
    const [{ owner }, { scope }] = [await company(), await company()]
    const item = await makeItem(owner)
    const { number } = await makeProposal(owner, [{ item, ...title }])
    await expect(findItem(scope, item.sku, null)).rejects.toThrow(NotFound)
    await expect(getProposal(scope, number)).rejects.toThrow(NotFound)
    await expect(moveProposal(scope, number, { do: 'withdraw', version: 1 })).rejects.toThrow(NotFound)
  })
})
