import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { AddressText } from '~/features/accounts/address'
import type { AccountFacts } from '~/features/accounts/import-facts.server'
import { accountFacts, addressColumns, addressIn, isRefused, keepAddresses } from '~/features/accounts/import-facts.server'
import type { ImportBatch, ImportEntity, ImportRow, Projection, RecordChange, RowRefusal, Values } from '~/features/import.types'
import { choice, currency, day, fed, instant, key, maybe, money, text } from '~/values/columns'
import { tellChanges } from './imported-changes.server'
import { orderKinds, promiseCauses } from './order'
import { projectOrders } from './projection.server'

const columns = z.object({
  id: key('The order’s id in the source', '10248'),
  number: maybe(text(40, 'What people call the order; its id where it is blank', 'SO-48102')),
  account: key('Id of the account that ordered', 'VINET'),
  legal_entity: maybe(text(20, 'Code of the company of the host that sells; the mapping’s where it is blank', 'FF-NL')),
  kind: maybe(choice(orderKinds, 'Kind of order; standard where it is blank')),
  po_number: maybe(text(60, 'The customer’s own number of it', 'PO-7731')),
  ordered_by: maybe(text(200, 'Who ordered', 'Paul Henriot')),
  currency: maybe(currency('Currency; the account’s where it is blank')),
  placed_at: instant('When it was ordered', '1996-07-04'),
  confirmed_at: maybe(instant('When it was confirmed', '1996-07-05 09:30')),
  packed_at: maybe(instant('When it was packed', '1996-07-15 16:00')),
  cancelled_at: maybe(instant('When it was cancelled', '1996-07-08')),
  held_at: maybe(instant('Since when it is on hold', '1996-07-08')),
  hold_reason: maybe(text(300, 'Why it is on hold', 'Credit limit')),
  requested_on: maybe(day('Day that the customer asked for', '1996-08-01')),
  promised_on: maybe(day('Day that is promised now; the first one becomes the first promise', '1996-08-01')),
  promise_of: maybe(choice(['delivery', 'dispatch'], 'What is promised for that day; delivery where it is blank')),
  promise_cause: maybe(choice(promiseCauses, 'Why the promised day has changed')),
  promise_explanation: maybe(text(300, 'The same in words, for the customer', 'The castings came late')),
  freight: maybe(money('Freight, in the order’s currency', '32.38')),
  tax: maybe(money('Tax of the whole order, where its lines have no rates', '12.10')),
  ...addressColumns('ship_to_', 'that it goes to'),
  ...addressColumns('bill_to_', 'that the bill goes to'),
})
type Order = z.output<typeof columns>
type Places = { ship_to_id: AddressText | null | undefined; bill_to_id: AddressText | null | undefined }
type Known = { account: AccountFacts; places: Places }

const plain = [
  'po_number',
  'ordered_by',
  'placed_at',
  'confirmed_at',
  'packed_at',
  'cancelled_at',
  'held_at',
  'hold_reason',
  'requested_on',
  'promised_on',
] as const

export const orderImport: ImportEntity<typeof columns> = {
  name: 'orders',
  after: ['accounts'],
  schema: columns,
  table: 'orders',
  parents: { account: 'accounts' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  ahead: true,
  versioned: true,
  decimals: ['freight_total', 'tax_total'],
  usual: { kind: 'standard', promise_of: 'delivery', freight_total: '0', tax_total: '0' },
  mastered: ['tax_total'],
  reads: ['account_id', 'root_account_id', 'promised_on', 'placed_at'],
  touches: { projection: 'orders', column: 'id' },
  shown: { name: 'number', path: ({ number }) => `orders/${encodeURIComponent(String(number))}` },
  columnsOf: (said) => ({ ...said, promise_cause: null, promise_explanation: said.promise_cause ?? null }),
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.account),
    )
    const known = new Map(batch.rows.map((row) => [row, knownOf(row, accounts)]))
    const kept = await keepAddresses(
      batch,
      [...known.values()].flatMap((one) => (one && !('reason' in one) ? addressesOf(one) : [])),
    )
    return (row) => {
      const one = known.get(row)
      if (!one || 'reason' in one) return one ?? { column: 'account', reason: 'gone' }
      const host = batch.host(row.columns.legal_entity)
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      const places = placesOf(one, kept)
      return draftOf(row, one.account, host.id, places)
    }
  },
  changing: changeOrders,
}

function knownOf(
  { columns: row, parents }: ImportRow<Order>,
  accounts: ReadonlyMap<Id, AccountFacts>,
): Known | RowRefusal | null {
  const account = accounts.get(parents.account ?? '')
  if (!account) return null
  const ship_to_id = addressIn(row, 'ship_to_', account)
  const bill_to_id = addressIn(row, 'bill_to_', account)
  if (isRefused(ship_to_id)) return ship_to_id
  return isRefused(bill_to_id) ? bill_to_id : { account, places: { ship_to_id, bill_to_id } }
}

const addressesOf = ({ account, places }: Known) =>
  [places.ship_to_id, places.bill_to_id].flatMap((address) => (address ? [{ account, address }] : []))

/** The address columns that the file feeds, by what was kept. */
function placesOf({ account, places }: Known, kept: Awaited<ReturnType<typeof keepAddresses>>): Values {
  const fields = Object.entries(places).filter(([, address]) => address !== undefined)
  return Object.fromEntries(fields.map(([field, address]) => [field, address ? kept({ account, address }) : null]))
}

function draftOf({ id, columns: row }: ImportRow<Order>, account: AccountFacts, host: Id, places: Values) {
  const named = { ...row, freight_total: row.freight, tax_total: row.tax, promise_cause: row.promise_explanation }
  const { values, initially } = fed(named, [...plain, 'kind', 'promise_of', 'freight_total', 'tax_total', 'promise_cause'], {
    kind: 'standard',
    promise_of: 'delivery',
    freight_total: '0',
    tax_total: '0',
  })
  // What caused a change is no cause as long as nothing has changed.
  const { promise_cause: _cause, ...fresh } = values
  const first = { first_promised_on: row.promised_on ?? null, status: 'placed', is_open: 1, ship_to_id: null, bill_to_id: null }
  return {
    values: { number: row.number ?? id, ...fresh, ...places },
    initially: {
      ...initially,
      ...withoutKeys(first, Object.keys(places)),
      promise_cause: null,
      root_account_id: account.root_account_id,
    },
    fixed: {
      account_id: { value: account.id, column: 'account' },
      legal_entity_id: { value: host, column: 'legal_entity' },
      currency: { value: row.currency ?? account.currency, column: 'currency' },
    },
  }
}

const withoutKeys = (values: Values, keys: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)))

/** A promise that moves is remembered with its cause; everything else is told in the timeline. Lines carry the day of their order. */
async function changeOrders(
  batch: ImportBatch<Order>,
  changes: readonly RecordChange<Order>[],
): Promise<Map<string, RowRefusal>> {
  const promises = changes.flatMap((change) => {
    const moved = change.changes.find(({ field }) => field === 'promised_on')
    if (!moved || moved.to === null) return []
    const { account_id, root_account_id } = change.live
    const { promise_cause, promise_explanation } = change.row.columns
    return [
      {
        account_id: String(account_id),
        root_account_id: String(root_account_id),
        order_id: change.id,
        previous_on: moved.from,
        promised_on: moved.to,
        cause: promise_cause ?? 'other',
        explanation: promise_explanation ?? null,
        given_at: batch.scope.now,
        given_by: null,
        source: batch.source,
      },
    ]
  })
  const [first, later] = [promises.filter((one) => one.previous_on === null), promises.filter((one) => one.previous_on !== null)]
  if (later.length > 0) await batch.scope.bulk.insert('promise_changes', later)
  await keepPromises(batch, first, later)
  await moveLines(batch, changes)
  await tellChanges(batch, changes, {
    kind: 'orders.imported-change',
    subject: (change) => ({ order_id: change.id }),
    silent: ['promised_on', 'promise_cause'],
    prices: ['freight_total', 'tax_total'],
  })
  return new Map()
}

type Promised = { order_id: Id; promised_on: Values[string]; explanation: string | null }

/** A promise given for the first time is the first promise; a later one is explained by its cause. */
async function keepPromises(
  { scope }: ImportBatch<Order>,
  first: readonly Promised[],
  later: readonly Promised[],
): Promise<void> {
  if (first.length > 0)
    await scope.bulk.update(
      'orders',
      first.map(({ order_id, promised_on }) => ({ id: order_id, first_promised_on: promised_on })),
    )
  if (later.length > 0)
    await scope.bulk.update(
      'orders',
      later.map(({ order_id, explanation }) => ({ id: order_id, promise_cause: explanation })),
    )
}

async function moveLines({ scope }: ImportBatch<Order>, changes: readonly RecordChange<Order>[]): Promise<void> {
  for (const { id, changes: fields } of changes) {
    const placed = fields.find(({ field }) => field === 'placed_at')
    if (placed)
      await scope.rows
        .updateTable('order_lines')
        .set({ placed_at: placed.to as Date })
        .where('order_id', '=', id)
        .execute()
  }
}

export const orderProjection: Projection = { name: 'orders', project: projectOrders }
