import { diffChars, diffWordsWithSpace } from 'diff'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { hostDay } from './catalog.queries.server'
import { isConflict } from './deciding'
import type { Live } from './live.server'
import { liveValues, seenMark } from './live.server'
import { needsTwo, priceKeyOf, risePercent } from './price'
import type { Decision, ProposalField, ProposalState, Value } from './proposal'
import { itemFields, longTexts } from './proposal'
import { findProposal } from './proposals.queries.server'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>

/** A piece of a text that stays, goes or comes. */
export type DiffPart = { text: string; change: 'same' | 'gone' | 'new' }

export type FieldView = {
  position: number
  field: ProposalField
  item: { sku: string; title: string }
  /** Of a price: its list, quantity and currency. */
  price: { list: string; breakQuantity: string; currency: string; base: string; rise: string | null } | null
  base: Value
  proposed: Value
  /** As it is now; of a decided field as it was then. */
  live: Value
  conflict: boolean
  diff: DiffPart[] | null
  /** The day from which the price holds, or would. */
  from: LocalDate | null
  needsTwo: boolean
  /** Who of the staff approved first: only staff are told. */
  firstBy: { name: string; me: boolean; at: Date | null } | null
  decision: Decision | null
  reason: string | null
  decidedAt: Date | null
  decidedBy: string | null
  /** What a form says back, so that nothing is decided that was not seen. */
  seen: string
}

export type RowError = { line: number; column: string; reason: string }

export type ProposalView = {
  number: string
  state: ProposalState
  held: boolean
  origin: 'form' | 'file' | 'full'
  items: number
  fields: number
  open: number
  missing: number
  note: string | null
  rowErrors: RowError[]
  version: number
  createdAt: Date
  createdBy: string | null
  submittedAt: Date | null
  submittedBy: string | null
  closedAt: Date | null
  account: { code: string; name: string }
  shown: FieldView[]
  /** Positions at which the pages around this one begin. */
  previous: number | null
  next: number | null
}

export const fieldsPerPage = 50

/** A proposal with the fields of one page, which begins at `from`. What is live is looked up now. */
export async function getProposal(scope: Reads, number: string, from = 1): Promise<ProposalView> {
  const row = await findProposal(scope, number)
  const fields = await fieldRows(scope, row.id, from)
  const page = fields.slice(0, fieldsPerPage)
  const items = new Map(page.map((one) => [one.catalog_item_id, one]))
  const live = await liveValues(scope, page, items, await hostDay(scope))
  return {
    number: row.number,
    state: row.state as ProposalState,
    held: row.held === 1,
    origin: row.origin as ProposalView['origin'],
    items: row.items_count,
    fields: row.fields_count,
    open: row.open_count,
    missing: row.missing_count,
    note: row.note,
    rowErrors: row.row_errors ? (JSON.parse(row.row_errors) as RowError[]) : [],
    version: row.version,
    createdAt: row.created_at,
    createdBy: row.created_by_name,
    submittedAt: row.submitted_at,
    submittedBy: row.submitted_by_name,
    closedAt: row.closed_at,
    account: { code: row.code, name: row.name },
    shown: page.map((one, index) => fieldView(scope, one, live[index] as Live)),
    previous: from > 1 ? Math.max(1, from - fieldsPerPage) : null,
    next: fields.length > fieldsPerPage ? from + fieldsPerPage : null,
  }
}

/** Positions run without gaps, so that a page is one range of the key. */
async function fieldRows(scope: Reads, proposal: Id, from: number) {
  return await scope.rows
    .selectFrom('proposal_fields as f')
    .innerJoin('catalog_items as i', 'i.id', 'f.catalog_item_id')
    .leftJoin('persons as first', 'first.id', 'f.first_approved_by')
    .leftJoin('persons as decider', 'decider.id', 'f.decided_by')
    .select(['f.position', 'f.field', 'f.variant', 'f.base_value', 'f.proposed_value', 'f.valid_from', 'f.decision', 'f.reason'])
    .select([
      'f.live_value',
      'f.effective_from',
      'f.first_approved_by',
      'f.first_approved_at',
      'f.decided_at',
      'f.catalog_item_id',
      'i.sku',
    ])
    .select(itemFields.map((field) => `i.${field}` as const))
    .select(['first.name as first_name', 'decider.name as decider_name'])
    .where('f.proposal_id', '=', proposal)
    .where('f.position', '>=', from)
    .orderBy('f.position')
    .limit(fieldsPerPage + 1)
    .execute()
}
type Row = Awaited<ReturnType<typeof fieldRows>>[number]

function fieldView(scope: Reads, row: Row, now: Live): FieldView {
  const decided = row.decision !== null
  const live = decided ? row.live_value : now.value
  const change = { field: row.field, base: row.base_value, proposed: row.proposed_value }
  return {
    position: row.position,
    field: row.field as ProposalField,
    item: { sku: row.sku, title: row.title_en ?? row.title_zh ?? '' },
    ...pricePart(row, live, now),
    base: row.base_value,
    proposed: row.proposed_value,
    live,
    conflict: isConflict(change, live),
    diff: longTexts.includes(row.field) ? diffOf(live ?? '', row.proposed_value ?? '') : null,
    from: decided ? row.effective_from : now.from,
    ...signed(scope, row),
    decision: row.decision as Decision | null,
    reason: row.reason,
    decidedAt: row.decided_at,
    seen: seenMark(now),
  }
}

function pricePart(row: Row, live: Value, now: Live): Pick<FieldView, 'price' | 'needsTwo'> {
  if (row.field !== 'price') return { price: null, needsTwo: false }
  const proposed = row.proposed_value ?? '0'
  const price = { ...priceKeyOf(row.variant), base: now.base ?? '1', rise: risePercent(live, proposed) }
  return { price, needsTwo: needsTwo(live, proposed) }
}

/** The supplier learns that somebody has decided, not who. */
function signed(scope: Reads, row: Row): Pick<FieldView, 'firstBy' | 'decidedBy'> {
  const staff = scope.audience === 'staff'
  const first = {
    name: staff ? (row.first_name ?? '') : '',
    me: row.first_approved_by === scope.who.personId,
    at: staff ? row.first_approved_at : null,
  }
  return { firstBy: row.first_approved_by ? first : null, decidedBy: staff ? row.decider_name : null }
}

const han = /\p{Script=Han}/u

/** Word by word; Chinese, which has no spaces, sign by sign. */
export function diffOf(before: string, after: string): DiffPart[] {
  const parts = han.test(before + after) ? diffChars(before, after) : diffWordsWithSpace(before, after)
  return parts.map(({ value, added, removed }) => ({ text: value, change: added ? 'new' : removed ? 'gone' : 'same' }))
}
