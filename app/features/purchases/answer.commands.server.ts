import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { isRefusal, notFound, refuse } from '~/values/outcome'
import { compareQuantities, trimQuantity } from '~/values/quantity'
import type { Deviation } from './acknowledgement'
import { deviationsOf } from './acknowledgement'
import type { Read, TypedLine } from './answering'
import { isProblem, readAnswer } from './answering'
import type { LockedPurchase } from './answers.server'
import { lastAnswer, letStand, lockPurchase, outrun } from './answers.server'
import { projectPurchases } from './projection.server'
import { findPurchase } from './purchase.queries.server'
import type { AnswerForm, ConfirmForm } from './purchases.forms.server'
import { tolerance } from './tolerance.server'

type Answering = Scope<'supplier', 'purchases.read' | 'purchases.answer'>

export type Answered = { number: string; state: 'waiting' | 'accepted'; lines: number }

/**
 * Answers lines of an own purchase order. Within the tolerances the answer stands at once and replaces what was said of these lines
 * before; beyond them it waits for the host, and nothing else can be answered until then. Refuses (404) an order or line that is not
 * theirs; a form whose order has changed since, saying what happened; a cancelled order; what does not add up, at its field.
 */
export async function answerPurchase(
  scope: Answering,
  number: string,
  entity: string | null,
  form: AnswerForm,
): Promise<Answered | Refusal> {
  const chosen = form.lines.filter((line) => line.how !== undefined)
  if (chosen.length === 0) return refuse('', 'purchases:answer.nothing')
  return await answering(scope, number, entity, form, async (inner, order, today) => {
    const lines = await linesToAnswer(inner, order.id, chosen)
    const said: Said[] = []
    for (const typed of chosen) {
      const line = lines.get(typed.line) ?? notFound()
      const read = readAnswer(typed, orderedOf(line), today)
      if (read === null) continue
      if (!isProblem(read)) said.push(saidOf(line, read))
      else
        return refuse(`lines[${form.lines.indexOf(typed)}].${read.at}`, `purchases:${read.problem}`, {
          ordered: trimQuantity(line.quantity),
        })
    }
    return said
  })
}

/** Confirms everything of which nothing is answered yet as it was ordered. Refuses where a day has passed by then. */
export async function confirmPurchase(
  scope: Answering,
  number: string,
  entity: string | null,
  form: ConfirmForm,
): Promise<Answered | Refusal> {
  return await answering(scope, number, entity, form, async (inner, order, today) => {
    const open = [...(await linesToAnswer(inner, order.id, null)).values()]
    if (open.length === 0) return refuse('', 'purchases:answer.nothingOpen')
    const late = open.find((line) => line.wanted_on < today)
    if (late) return refuse('', 'purchases:answer.linePassed', { line: late.line_no })
    return open.map((line) => saidOf(line, readAnswer({ how: 'as_ordered', parts: [] }, orderedOf(line), today) as Read))
  })
}

type Line = {
  id: Id
  line_no: number
  quantity: string
  unit_price: string
  wanted_on: LocalDate
  open_quantity: string
}
type Said = { line: Line; read: Read; deviations: Deviation[] }

const orderedOf = ({ quantity, wanted_on: wantedOn, unit_price: unitPrice }: Line) => ({ quantity, wantedOn, unitPrice })
const saidOf = (line: Line, read: Read): Said => ({ line, read, deviations: deviationsOf(orderedOf(line), read, tolerance) })

/** The lines that are named, by number; or those of which nothing is answered. */
async function linesToAnswer(scope: Answering, order: Id, named: readonly (TypedLine & { line: number })[] | null) {
  const rows = await scope.rows
    .selectFrom('purchase_order_lines')
    .select(['id', 'line_no', 'quantity', 'unit_price', 'wanted_on', 'open_quantity'])
    .where('purchase_order_id', '=', order)
    .$if(named !== null, (query) =>
      query.where(
        'line_no',
        'in',
        (named ?? []).map((one) => one.line),
      ),
    )
    .$if(named === null, (query) => query.whereRef('open_quantity', '=', 'quantity'))
    .orderBy('line_no')
    .execute()
  return new Map<number, Line>(rows.map((row) => [row.line_no, row]))
}

type Common = { version: number; seen?: string | undefined; note?: string | undefined }

/** What every answer goes through: lock, look who was faster, write, let stand or wait, project, report. */
async function answering(
  scope: Answering,
  number: string,
  entity: string | null,
  form: Common,
  say: (inner: Answering, order: LockedPurchase, today: LocalDate) => Promise<Said[] | Refusal>,
): Promise<Answered | Refusal> {
  const { row } = await findPurchase(scope, number, entity)
  return await scope.transaction(async (inner) => {
    const order = await lockPurchase(inner, row.id)
    const last = await lastAnswer(inner, order.id)
    if (order.version !== form.version) return outrun(last, form.seen)
    if (order.cancelled_at !== null) return refuse('', 'purchases:answer.cancelled')
    if (last?.state === 'waiting') return refuse('', 'purchases:answer.waiting', { number: last.number })
    const said = await say(inner, order, dayIn(inner.now, row.time_zone))
    if (isRefusal(said)) return said
    const state = said.some((one) => one.deviations.length > 0) ? 'waiting' : 'accepted'
    const answer = await write(inner, order, { number: (last?.number ?? 0) + 1, state, note: form.note ?? null, said })
    if (state === 'accepted') await letStand(inner, order.id, answer)
    await touch(inner, order)
    await projectPurchases(inner, [order.id])
    await report(inner, order, state, said)
    return { number: order.number, state, lines: said.length }
  })
}

type Whole = { number: number; state: 'waiting' | 'accepted'; note: string | null; said: readonly Said[] }

async function write(scope: Answering, order: LockedPurchase, { number, state, note, said }: Whole): Promise<Id> {
  const answer = await scope.add('acknowledgements', order, {
    purchase_order_id: order.id,
    number,
    state,
    note,
    answered_by: scope.who.personId,
    answered_at: scope.now,
  })
  for (let from = 0; from < said.length; from += 500) {
    const lines = said.slice(from, from + 500).map(({ line, read, deviations }) => ({
      acknowledgement_id: answer,
      purchase_order_line_id: line.id,
      unit_price: read.unitPrice,
      reason: read.reason,
      deviations: deviations.join(','),
    }))
    await scope.add('acknowledgement_lines', order, lines)
  }
  await writeParts(scope, order, answer, said)
  return answer
}

async function writeParts(scope: Answering, order: LockedPurchase, answer: Id, said: readonly Said[]): Promise<void> {
  const written = await scope.rows
    .selectFrom('acknowledgement_lines')
    .select(['id', 'purchase_order_line_id'])
    .where('acknowledgement_id', '=', answer)
    .execute()
  const byLine = new Map(written.map((one) => [one.purchase_order_line_id, one.id]))
  const parts = said.flatMap(({ line, read }) =>
    read.parts.map((part, index) => ({
      acknowledgement_line_id: byLine.get(line.id) ?? '0',
      position: index + 1,
      kind: part.kind,
      quantity: part.quantity,
      due_on: part.on,
    })),
  )
  for (let from = 0; from < parts.length; from += 500)
    await scope.add('acknowledgement_parts', order, parts.slice(from, from + 500))
}

/** A new version, even where the same quantities are answered for other days. */
const touch = (scope: Answering, order: LockedPurchase) =>
  scope.rows
    .updateTable('purchase_orders')
    .set({ version: order.version + 1, updated_at: scope.now })
    .where('id', '=', order.id)
    .execute()

async function report(
  scope: Answering,
  order: LockedPurchase,
  state: 'waiting' | 'accepted',
  said: readonly Said[],
): Promise<void> {
  const { number, account_id: accountId } = order
  await scope.audit({
    action: 'purchases.answer',
    subject: { type: 'purchase_order', id: number },
    accountId,
    after: { state, ...Object.fromEntries(said.slice(0, 50).map(({ line, read }) => [`line ${line.line_no}`, textOf(read)])) },
  })
  await scope.emit({ name: 'purchases.answered', facts: { number, accountId, state } })
}

/** '60 confirmed 2026-06-10, 10 refused', for the audit. */
const textOf = ({ parts }: Read): string =>
  parts
    .filter((part) => compareQuantities(part.quantity, '0') > 0)
    .map(({ kind, quantity, on }) => [trimQuantity(quantity), kind, on].filter(Boolean).join(' '))
    .join(', ')
