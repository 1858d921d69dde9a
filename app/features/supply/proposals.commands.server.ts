import { randomInt } from 'node:crypto'
import type { Owner, Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { keepFile } from '~/features/files/files.commands.server'
import { fullDate } from '~/ui/when-text'
import type { LocalDate } from '~/values/local-date'
import type { Refusal } from '~/values/outcome'
import { Conflict, isRefusal, notFound, refuse } from '~/values/outcome'
import { compareQuantities, trimQuantity } from '~/values/quantity'
import type { LiveItem } from './catalog.queries.server'
import { findItem, hostDay, pricesOf } from './catalog.queries.server'
import { proposalNumber, sameValue } from './deciding'
import { fieldValue, liveValues } from './live.server'
import { earliestFrom, priceVariant } from './price'
import type { Value } from './proposal'
import { mayBecome, writtenFields } from './proposal'
import type { ProposalForm, ProposeForm } from './supply.forms.server'

type Proposing = Scope<'supplier', 'catalog.read' | 'catalog.propose'>

/** One field of one item as it is and as it should be. */
export type Wish = {
  item: Id
  field: string
  variant: string
  base: Value
  proposed: Value
  validFrom: LocalDate | null
}

type Whole = {
  owner: Owner
  origin: 'form' | 'file' | 'full'
  note: string | null
  wishes: readonly Wish[]
  missing: number
  held: boolean
  rowErrors: string | null
}

/** Writes a proposal with its fields as a draft; answers its number. The fields belong to items of `owner`. */
export async function draftProposal(scope: Proposing, whole: Whole): Promise<{ id: Id; number: string }> {
  const { owner, wishes } = whole
  const number = await freshNumber(scope)
  const id = await scope.add('proposals', owner, {
    number,
    origin: whole.origin,
    state: 'draft',
    note: whole.note,
    items_count: new Set(wishes.map((one) => one.item)).size,
    fields_count: wishes.length,
    open_count: wishes.length,
    missing_count: whole.missing,
    held: whole.held ? 1 : 0,
    row_errors: whole.rowErrors,
    created_by: scope.who.personId,
    created_at: scope.now,
    updated_at: scope.now,
  })
  const rows = wishes.map((one, index) => ({
    proposal_id: id,
    catalog_item_id: one.item,
    position: index + 1,
    field: one.field,
    variant: one.variant,
    base_value: one.base,
    proposed_value: one.proposed,
    valid_from: one.validFrom,
  }))
  for (let from = 0; from < rows.length; from += 500) await scope.add('proposal_fields', owner, rows.slice(from, from + 500))
  await scope.audit({
    action: 'proposals.draft',
    subject: { type: 'proposal', id: number },
    accountId: owner.account_id,
    after: { fields: wishes.length, origin: whole.origin },
  })
  return { id, number }
}

/** Of a thousand million numbers one that the reader's own proposals have not; the key of the table is the judge of all others. */
async function freshNumber(scope: Proposing): Promise<string> {
  const number = proposalNumber((below) => randomInt(below))
  const taken = await scope.rows.selectFrom('proposals').select('id').where('number', '=', number).executeTakeFirst()
  return taken ? await freshNumber(scope) : number
}

/**
 * Proposes other values for an own item, as a draft or submitted at once. Live values stay. Refuses where nothing is different, a
 * price that is nothing, a day within the notice period, and a file that is no picture; a conflict where the item changed since the form was filled.
 */
export async function proposeChange(
  scope: Proposing,
  named: { sku: string; account: string | null },
  form: ProposeForm,
): Promise<{ number: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const item = await findItem(inner, named.sku, named.account)
    if (item.version !== form.version) throw new Conflict({})
    const wishes = await wishesOf(inner, item, form)
    if (isRefusal(wishes)) return wishes
    const whole = {
      owner: item,
      origin: 'form',
      note: form.note ?? null,
      wishes,
      missing: 0,
      held: false,
      rowErrors: null,
    } as const
    const { id, number } = await draftProposal(inner, whole)
    if (form.do === 'submit') await submitLocked(inner, { id, number, account_id: item.account_id, version: 1 })
    return { number }
  })
}

/** What the form wants to be different, field by field. */
async function wishesOf(scope: Proposing, item: LiveItem, form: ProposeForm): Promise<Wish[] | Refusal> {
  if (!form.title_en && !form.title_zh) return refuse('title_en', 'supply:form.noTitle')
  const price = await priceWish(scope, item, form)
  if (isRefusal(price)) return price
  const image = await imageWish(scope, item, form)
  if (isRefusal(image)) return image
  const wishes = [...plainWishes(item, form), ...(image ? [image] : []), ...(price ? [price] : [])]
  return wishes.length > 0 ? wishes : refuse('', 'supply:form.nothing')
}

function plainWishes(item: LiveItem, form: ProposeForm): Wish[] {
  const wanted = { ...form, discontinued: form.discontinued ?? '0' }
  return writtenFields.flatMap((field) => {
    const [base, proposed] = [fieldValue(item, field), wanted[field] ?? null]
    if (sameValue(field, base, proposed)) return []
    return [{ item: item.id, field, variant: '', base, proposed, validFrom: null }]
  })
}

/** A picture is kept with its item at once, where nobody but the supplier and the staff sees it. */
async function imageWish(scope: Proposing, item: LiveItem, form: ProposeForm): Promise<Wish | Refusal | null> {
  const base = item.image
  const wish = (proposed: Value): Wish => ({ item: item.id, field: 'image', variant: '', base, proposed, validFrom: null })
  if (!form.image) return form.without_image && base !== null ? wish(null) : null
  const of = { catalog_item_id: item.id }
  const kept = await keepFile(scope, item, { field: 'image', upload: form.image, purpose: 'catalog_image', of, only: 'pictures' })
  return isRefusal(kept) ? kept : wish(kept.key)
}

async function priceWish(scope: Proposing, item: LiveItem, form: ProposeForm): Promise<Wish | Refusal | null> {
  if (form.price === undefined) return null
  if (compareQuantities(form.price, '0') <= 0) return refuse('price', 'supply:form.priceWrong')
  const ladders = (await pricesOf(scope, [item.id])).get(item.id) ?? []
  const first = priceVariant({ list: 'standard', breakQuantity: '1', currency: item.currency })
  const variant = form.variant ?? ladders[0]?.variant ?? first
  if (variant !== first && !ladders.some((one) => one.variant === variant)) return refuse('variant', 'supply:form.variantWrong')
  const earliest = earliestFrom(await hostDay(scope), env.PRICE_NOTICE_DAYS)
  if (form.valid_from && form.valid_from < earliest)
    return refuse('valid_from', 'supply:form.notice', {
      day: fullDate(scope.who.language, earliest),
      count: env.PRICE_NOTICE_DAYS,
    })
  const asked = { catalog_item_id: item.id, field: 'price', variant, valid_from: form.valid_from ?? earliest }
  const [live] = await liveValues(scope, [asked], new Map(), earliest)
  const [base, proposed] = [live?.value ?? null, trimQuantity(form.price)]
  if (sameValue('price', base, proposed)) return null
  return { item: item.id, field: 'price', variant, base, proposed, validFrom: asked.valid_from }
}

type Locked = { id: Id; number: string; account_id: Id; version: number }

/** Hands a draft in, or takes back what nobody has decided anything of. A conflict where it changed meanwhile. */
export async function moveProposal(scope: Proposing, number: string, form: ProposalForm): Promise<{ did: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const proposal = await lockProposal(inner, number)
    const to = form.do === 'submit' ? 'submitted' : 'withdrawn'
    if (proposal.version !== form.version || !mayBecome(proposal.state as 'draft', to)) throw new Conflict({})
    const refused = form.do === 'submit' ? unready(proposal, form.missing) : begun(proposal)
    if (refused) return refused
    await (form.do === 'submit' ? submitLocked : withdraw)(inner, proposal)
    return { did: to }
  })
}

async function lockProposal(scope: Proposing, number: string) {
  const row = await scope.rows
    .selectFrom('proposals')
    .select(['id', 'number', 'account_id', 'state', 'version', 'held', 'missing_count', 'fields_count', 'open_count'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}
type Proposal = Awaited<ReturnType<typeof lockProposal>>

/** A full load that leaves out too much is confirmed by saying how much. */
function unready(proposal: Proposal, said: string | undefined): Refusal | null {
  if (proposal.fields_count === 0) return refuse('', 'supply:form.nothing')
  const missing = String(proposal.missing_count)
  return proposal.held === 1 && said !== missing ? refuse('missing', 'supply:held.confirm', { count: missing }) : null
}

const begun = (proposal: Proposal): Refusal | null =>
  proposal.open_count < proposal.fields_count ? refuse('', 'supply:withdraw.begun') : null

async function submitLocked(scope: Proposing, { id, number, account_id, version }: Locked): Promise<void> {
  const earliest = earliestFrom(await hostDay(scope), env.PRICE_NOTICE_DAYS)
  await scope.rows
    .updateTable('proposal_fields')
    .set({ valid_from: earliest })
    .where('proposal_id', '=', id)
    .where('field', '=', 'price')
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<', earliest)]))
    .execute()
  await scope.rows
    .updateTable('proposals')
    .set({
      state: 'submitted',
      held: 0,
      submitted_by: scope.who.personId,
      submitted_at: scope.now,
      updated_at: scope.now,
      version: version + 1,
    })
    .where('id', '=', id)
    .execute()
  await scope.emit({ name: 'supply.proposal-submitted', facts: { number, accountId: account_id } })
  await scope.audit({ action: 'proposals.submit', subject: { type: 'proposal', id: number }, accountId: account_id })
}

async function withdraw(scope: Proposing, { id, number, account_id, version }: Locked): Promise<void> {
  await scope.rows
    .updateTable('proposals')
    .set({ state: 'withdrawn', closed_at: scope.now, updated_at: scope.now, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await scope.audit({ action: 'proposals.withdraw', subject: { type: 'proposal', id: number }, accountId: account_id })
}
