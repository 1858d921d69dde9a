import type { Owner, Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import type { LocalDate } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { isRefusal, notFound, refuse } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import { hostDay, pricesOf } from './catalog.queries.server'
import { isHeld, sameValue } from './deciding'
import { readTable } from './file-reader.server'
import type { CheckedRow, RowProblem } from './file-rows'
import { checkRow, columnsOf } from './file-rows'
import type { ItemValues } from './live.server'
import { fieldValue, liveValues } from './live.server'
import { earliestFrom, priceVariant } from './price'
import { itemFields, writtenFields } from './proposal'
import type { Wish } from './proposals.commands.server'
import { draftProposal } from './proposals.commands.server'
import type { UploadForm } from './supply.forms.server'
import { pictureWishes, sentPictures, unnamedPictures } from './upload-pictures.server'

type Proposing = Scope<'supplier', 'catalog.read' | 'catalog.propose'>
type Seller = Owner & { currency: string }
type Item = ItemValues & { id: Id; sku: string }
type Read = { row: CheckedRow; item: Item }

const mostProblems = 500

/**
 * Makes a draft of a file of changes, to be looked at before it is handed in. Rows that cannot be taken are kept beside it with
 * their reasons, and so are pictures that were sent and that no row names. A full load proposes to discontinue what it leaves out; above 5 % of what is live the draft is held.
 */
export async function uploadProposal(scope: Proposing, form: UploadForm): Promise<{ number: string } | Refusal> {
  const table = await readTable('file', form.file)
  if (isRefusal(table)) return table
  const { known, unknown } = columnsOf(table.header)
  if (unknown.length > 0) return refuse('file', 'supply:file.columns', { columns: unknown.slice(0, 5).join(', ') })
  if (!known.includes('sku')) return refuse('file', 'supply:file.noSkuColumn')
  const pictures = sentPictures(form.pictures ?? [])
  if (isRefusal(pictures)) return pictures
  const checked = table.rows.map(({ line, cells }) => checkRow(line, cells, known))
  return await scope.transaction(async (inner) => {
    const owner = await sellerOf(inner, form.account)
    const items = await itemsOf(inner, owner)
    const unnamed = unnamedPictures(
      pictures,
      checked.map((one) => one.row),
    )
    const problems = [...unnamed, ...checked.flatMap((one) => one.problems)]
    const read = matched(checked, items, problems)
    const wishes = [
      ...plainWishes(read, problems),
      ...(await pictureWishes(inner, owner, read, pictures, problems)),
      ...(await priceWishes(inner, owner, read, problems)),
    ]
    const live = items.filter((one) => one.discontinued === 0)
    const missing = form.mode === 'full' ? leftOut(live, checked) : []
    const whole = [...wishes, ...missing.map(discontinue)]
    if (whole.length === 0 && problems.length === 0) return refuse('file', 'supply:form.nothing')
    return await draftProposal(inner, {
      owner,
      origin: form.mode === 'full' ? 'full' : 'file',
      note: form.note ?? null,
      wishes: whole,
      missing: missing.length,
      held: isHeld(live.length, missing.length),
      rowErrors: problems.length > 0 ? JSON.stringify(problems.sort((a, b) => a.line - b.line).slice(0, mostProblems)) : null,
    })
  })
}

type Checked = ReturnType<typeof checkRow>
const skuOf = ({ row }: Checked) => (row.values.sku ?? '').toLowerCase()

/** The rows that can be taken, each with its item; an unknown number is a problem of its row. */
function matched(checked: readonly Checked[], items: readonly Item[], problems: RowProblem[]): Read[] {
  const bySku = new Map(items.map((one) => [one.sku.toLowerCase(), one]))
  return checked.flatMap((one) => {
    const item = bySku.get(skuOf(one))
    if (item) return one.problems.length === 0 ? [{ row: one.row, item }] : []
    if (one.row.values.sku !== undefined) problems.push({ line: one.row.line, column: 'sku', reason: 'supply:file.unknownSku' })
    return []
  })
}

/** What a full load does not name at all. A row that cannot be taken names its item still. */
function leftOut(live: readonly Item[], checked: readonly Checked[]): Item[] {
  const named = new Set(checked.map(skuOf))
  return live.filter((one) => !named.has(one.sku.toLowerCase()))
}

/** The account that the file is for; where one sells for several it has to be named. */
async function sellerOf(scope: Proposing, code: string | undefined): Promise<Seller> {
  const row = await scope.rows
    .selectFrom('accounts')
    .select(['id', 'root_account_id', 'currency'])
    .where('supplies', '=', 1)
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  if (!row) return notFound()
  return { account_id: row.id, root_account_id: row.root_account_id, currency: row.currency }
}

const itemsOf = (scope: Proposing, owner: Owner): Promise<Item[]> =>
  scope.rows
    .selectFrom('catalog_items')
    .select(['id', 'sku', ...itemFields])
    .where('account_id', '=', owner.account_id)
    .execute()

const discontinue = (item: Item): Wish => ({
  item: item.id,
  field: 'discontinued',
  variant: '',
  base: '0',
  proposed: '1',
  validFrom: null,
})

/** Each field of each item once: what a later row says otherwise is a problem of that row. */
function plainWishes(read: readonly Read[], problems: RowProblem[]): Wish[] {
  const wishes = new Map<string, Wish>()
  for (const { row, item } of read)
    for (const field of writtenFields) {
      const proposed = row.values[field]
      const base = fieldValue(item, field)
      if (proposed === undefined || sameValue(field, base, proposed)) continue
      const key = `${item.id} ${field}`
      const known = wishes.get(key)
      if (known && known.proposed !== proposed) problems.push({ line: row.line, column: field, reason: 'supply:file.twice' })
      else wishes.set(key, { item: item.id, field, variant: '', base, proposed, validFrom: null })
    }
  return [...wishes.values()]
}

type Priced = { row: CheckedRow; item: Item; variant: string; validFrom: LocalDate; price: string }

async function priceWishes(scope: Proposing, owner: Seller, read: readonly Read[], problems: RowProblem[]): Promise<Wish[]> {
  const earliest = earliestFrom(await hostDay(scope), env.PRICE_NOTICE_DAYS)
  const priced = pricedRows(read, owner, earliest, problems)
  const known = await pricesOf(scope, [...new Set(priced.map((one) => one.item.id))])
  const asked = priced.map((one) => ({
    catalog_item_id: one.item.id,
    field: 'price',
    variant: one.variant,
    valid_from: one.validFrom,
  }))
  const live = await liveValues(scope, asked, new Map(), earliest)
  return priced.flatMap(({ row, item, variant, validFrom, price }, index) => {
    const base = live[index]?.value ?? null
    if (sameValue('price', base, price)) return []
    const first = priceVariant({ list: 'standard', breakQuantity: '1', currency: owner.currency })
    if (variant !== first && !(known.get(item.id) ?? []).some((one) => one.variant === variant)) {
      problems.push({ line: row.line, column: 'price', reason: 'supply:file.noPrice' })
      return []
    }
    return [{ item: item.id, field: 'price', variant, base, proposed: price, validFrom }]
  })
}

function pricedRows(read: readonly Read[], owner: Seller, earliest: LocalDate, problems: RowProblem[]): Priced[] {
  const found = new Map<string, Priced>()
  for (const { row, item } of read) {
    const { price, currency = owner.currency, price_list: list = 'standard', break_quantity: breakQuantity = '1' } = row.values
    if (price === undefined) continue
    const validFrom = row.values.valid_from ?? earliest
    const variant = priceVariant({ list, breakQuantity, currency })
    const key = `${item.id} ${variant}`
    if (validFrom < earliest)
      problems.push({
        line: row.line,
        column: 'valid_from',
        reason: `supply:form.notice|${JSON.stringify({ day: earliest, count: env.PRICE_NOTICE_DAYS })}`,
      })
    else if (found.has(key)) problems.push({ line: row.line, column: 'price', reason: 'supply:file.twice' })
    else found.set(key, { row, item, variant, validFrom, price: trimQuantity(price) })
  }
  return [...found.values()]
}
