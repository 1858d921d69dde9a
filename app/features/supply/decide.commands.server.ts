import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { Conflict, isRefusal, notFound, refuse } from '~/values/outcome'
import { hostDay } from './catalog.queries.server'
import { outcomeOf } from './deciding'
import { projectItemWords } from './item-words.server'
import type { ItemValues, Live } from './live.server'
import { liveValues, seenMark } from './live.server'
import { needsTwo, priceKeyOf } from './price'
import type { Decision } from './proposal'
import { itemFields } from './proposal'
import type { DecideForm } from './supply.forms.server'
import { supplyMail } from './supply-letters'

type Deciding = Scope<'staff', 'catalog.read' | 'proposals.decide'>
type Choice = { index: number; position: number; decision: Decision; reason: string | null; seen: string }

export type Decided = {
  decided: number
  /** Prices that wait for a second person. */
  waiting: number
  closed: boolean
}

/**
 * Decides fields of a submitted proposal, each once. What is approved becomes live now, a price from its day on; what is refused
 * carries its reason. A price rise above 5 % is approved by two people. Refuses a refusal without a reason and a second approval
 * by the first person; a conflict where anything that was shown is different by now.
 */
export async function decideFields(scope: Deciding, number: string, form: DecideForm): Promise<Decided | Refusal> {
  const choices = choicesOf(form)
  if (choices.length === 0) return refuse('', 'supply:decide.nothing')
  const silent = choices.find((one) => one.decision === 'refused' && (one.reason ?? '').length < 3)
  if (silent) return refuse(`fields[${silent.index}].reason`, 'supply:decide.reasonMissing')
  return await scope.transaction(async (inner) => {
    const proposal = await lockProposal(inner, number)
    if (proposal.state !== 'submitted') throw new Conflict({})
    const fields = await lockFields(inner, proposal.id, choices)
    const items = await lockItems(inner, fields)
    const today = await hostDay(inner)
    const live = await liveValues(inner, fields, items, today)
    const judged = fields.map((field, index) => ({
      field,
      live: live[index] as Live,
      choice: choiceFor(choices, field.position),
    }))
    if (judged.some(({ field, live, choice }) => field.decision !== null || seenMark(live) !== choice.seen))
      throw new Conflict({})
    const done = await decideAll(inner, judged)
    if (isRefusal(done)) return done
    const closed = await close(inner, proposal)
    await report(inner, proposal, judged, closed)
    return { ...done, closed }
  })
}

const choicesOf = (form: DecideForm): Choice[] =>
  form.fields.flatMap(({ position, decision, reason, seen }, index) =>
    decision ? [{ index, position, decision, reason: reason ?? null, seen }] : [],
  )

const choiceFor = (choices: readonly Choice[], position: number): Choice =>
  choices.find((one) => one.position === position) ?? notFound()

async function lockProposal(scope: Deciding, number: string) {
  const row = await scope.rows
    .selectFrom('proposals')
    .select(['id', 'number', 'account_id', 'root_account_id', 'state', 'version', 'fields_count'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}
type Proposal = Awaited<ReturnType<typeof lockProposal>>

/** The fields that are decided, in their order. Refuses (404) a position that is not there. */
async function lockFields(scope: Deciding, proposal: Id, choices: readonly Choice[]) {
  const positions = [...new Set(choices.map((one) => one.position))]
  const rows = await scope.rows
    .selectFrom('proposal_fields')
    .select(['id', 'account_id', 'root_account_id', 'catalog_item_id', 'position', 'field', 'variant', 'base_value'])
    .select(['proposed_value', 'valid_from', 'decision', 'first_approved_by'])
    .where('proposal_id', '=', proposal)
    .where('position', 'in', positions)
    .orderBy('position')
    .forUpdate()
    .execute()
  return rows.length === choices.length ? rows : notFound()
}
type Field = Awaited<ReturnType<typeof lockFields>>[number]
type Judged = { field: Field; live: Live; choice: Choice }

async function lockItems(scope: Deciding, fields: readonly Field[]): Promise<Map<Id, ItemValues & { id: Id }>> {
  const ids = [...new Set(fields.map((one) => one.catalog_item_id))]
  const rows = await scope.rows
    .selectFrom('catalog_items')
    .select(['id', ...itemFields])
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

async function decideAll(scope: Deciding, judged: readonly Judged[]): Promise<Omit<Decided, 'closed'> | Refusal> {
  const done = { decided: 0, waiting: 0 }
  const changes = new Map<Id, Record<string, string | number | null>>()
  for (const one of judged) {
    const approved = one.choice.decision === 'approved'
    const priced = approved && one.field.field === 'price' ? await approvePrice(scope, one) : null
    if (isRefusal(priced)) return priced
    if (priced === 'waits') {
      done.waiting += 1
      continue
    }
    const { catalog_item_id: item, field } = one.field
    if (approved && priced === null) changes.set(item, { ...changes.get(item), [field]: storedValue(one.field) })
    await decide(scope, one)
    done.decided += 1
  }
  for (const [item, change] of changes) await changeItem(scope, item, change)
  return done
}

/** A rise waits for a second person after the first one. */
async function approvePrice(scope: Deciding, { field, live, choice }: Judged): Promise<'waits' | 'started' | Refusal> {
  const first = field.first_approved_by
  if (first === scope.who.personId) return refuse(`fields[${choice.index}].decision`, 'supply:decide.secondPerson')
  if (first === null && needsTwo(live.value, field.proposed_value ?? '0')) {
    await approveFirst(scope, field)
    return 'waits'
  }
  await startPrice(scope, field, live)
  return 'started'
}

const storedValue = ({ field, proposed_value: value }: Field): string | number | null => {
  if (value !== null && (field === 'lead_time_days' || field === 'discontinued')) return Number(value)
  return value
}

async function approveFirst(scope: Deciding, field: Field): Promise<void> {
  await scope.rows
    .updateTable('proposal_fields')
    .set({ first_approved_by: scope.who.personId, first_approved_at: scope.now })
    .where('id', '=', field.id)
    .where('first_approved_by', 'is', null)
    .execute()
}

async function decide(scope: Deciding, { field, live, choice }: Judged): Promise<void> {
  const approvedPrice = field.field === 'price' && choice.decision === 'approved'
  const { numUpdatedRows } = await scope.rows
    .updateTable('proposal_fields')
    .set({
      decision: choice.decision,
      reason: choice.reason,
      live_value: live.value,
      effective_from: approvedPrice ? live.from : null,
      decided_by: scope.who.personId,
      decided_at: scope.now,
    })
    .where('id', '=', field.id)
    .where('decision', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw new Conflict({})
}

/** The price begins on its day; one that begins on that day already is replaced. */
async function startPrice(scope: Deciding, field: Field, live: Live): Promise<void> {
  const { list, breakQuantity, currency } = priceKeyOf(field.variant)
  const from = live.from as LocalDate
  const amount = field.proposed_value ?? '0'
  const { numUpdatedRows } = await scope.rows
    .updateTable('item_prices')
    .set({ amount, ends_on: null })
    .where('catalog_item_id', '=', field.catalog_item_id)
    .where('price_list', '=', list)
    .where('break_quantity', '=', breakQuantity)
    .where('currency', '=', currency)
    .where('valid_from', '=', from)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0n) return
  await scope.add('item_prices', field, {
    catalog_item_id: field.catalog_item_id,
    price_list: list,
    break_quantity: breakQuantity,
    currency,
    amount,
    price_base: live.base ?? '1',
    valid_from: from,
    created_at: scope.now,
  })
}

async function changeItem(scope: Deciding, item: Id, change: Record<string, string | number | null>): Promise<void> {
  await scope.rows
    .updateTable('catalog_items')
    .set((eb) => ({ ...change, version: eb('version', '+', 1), updated_at: scope.now }))
    .where('id', '=', item)
    .execute()
  if ('title_en' in change || 'title_zh' in change) await projectItemWords(scope, [item])
}

/** Counts what is open and ends the proposal where nothing is; answers whether it has ended. */
async function close(scope: Deciding, proposal: Proposal): Promise<boolean> {
  const rows = await scope.rows
    .selectFrom('proposal_fields')
    .select(['decision', ({ fn }) => fn.countAll<string>().as('count')])
    .where('proposal_id', '=', proposal.id)
    .groupBy('decision')
    .execute()
  const outcome = outcomeOf(rows.map((row) => row.decision as Decision | null))
  const open = Number(rows.find((row) => row.decision === null)?.count ?? 0)
  const ended = outcome === null ? {} : { state: outcome, closed_at: scope.now }
  await scope.rows
    .updateTable('proposals')
    .set({ open_count: open, updated_at: scope.now, version: proposal.version + 1, ...ended })
    .where('id', '=', proposal.id)
    .execute()
  return outcome !== null
}

async function report(scope: Deciding, proposal: Proposal, judged: readonly Judged[], closed: boolean): Promise<void> {
  const { id, number, account_id: accountId } = proposal
  const valuesOf = (value: (one: Judged) => string | null) =>
    Object.fromEntries(judged.map((one) => [`${one.field.position} ${one.field.field}`, value(one)]))
  await scope.audit({
    action: 'proposals.decide',
    subject: { type: 'proposal', id: number },
    accountId,
    before: valuesOf(({ live }) => live.value),
    after: valuesOf(({ field, choice }) =>
      choice.decision === 'approved' ? `approved: ${field.proposed_value ?? ''}` : `refused: ${choice.reason ?? ''}`,
    ),
  })
  if (!closed) return
  await scope.emit({ name: 'supply.proposal-decided', facts: { number, accountId } })
  await scope.queue({ topic: supplyMail, payload: { proposalId: id }, uniqueKey: `supply.decided ${id}` })
}
