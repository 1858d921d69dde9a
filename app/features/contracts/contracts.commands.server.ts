import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { dayIn } from '~/values/local-date'
import { minorUnits } from '~/values/money'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { trimQuantity } from '~/values/quantity'
import { writePeriod, writeRenewal } from './contract'
import { findContract } from './contract.queries.server'
import type { CompleteForm } from './contracts.forms.server'
import { projectContracts } from './projection.server'

type Completing = Scope<'staff', 'orders.read' | 'contracts.read' | 'contracts.change'>

/**
 * Writes the dates and terms of a contract that the source did not say, or said otherwise than it was agreed. What the form leaves
 * blank stays as the source wrote it, and the contract on the list to complete. Refuses more digits than the currency has, and a day
 * of signing that is still to come; a conflict
 * where the contract changed since the form was filled.
 */
export async function completeContract(
  scope: Completing,
  number: string,
  entity: string | null,
  form: CompleteForm,
): Promise<{ incomplete: boolean } | Refusal> {
  const { row } = await findContract(scope, number, entity)
  return await scope.transaction(async (inner) => {
    const before = await lockContract(inner, row.id)
    if (before.version !== form.version) throw new Conflict(await changedSince(inner, row.id, form))
    const currency = before.commitment_currency
    if (form.agreed_on !== null && form.agreed_on > dayIn(inner.now, row.time_zone))
      return refuse('agreed_on', 'contracts:complete.agreedLater')
    // Zeros count, too: 100.000 of a currency with cents was hardly meant as a hundred.
    if ((form.commitment?.split('.')[1] ?? '').length > minorUnits(currency))
      return refuse('commitment', 'contracts:complete.digits', { currency, digits: minorUnits(currency) })
    const after = { ...datesOf(form, before), ...termsOf(form, before) }
    await inner.rows
      .updateTable('contracts')
      .set({ ...after, version: before.version + 1, updated_at: inner.now })
      .where('id', '=', before.id)
      .execute()
    await projectContracts(inner, [before.id])
    const changed = Object.keys(after).filter((field) => plain(after, field) !== plain(before, field))
    const pick = (of: object) => Object.fromEntries(changed.map((field) => [field, plain(of, field)]))
    await inner.audit({
      action: 'contracts.complete',
      subject: { type: 'contract', id: row.number },
      accountId: before.account_id,
      before: pick(before),
      after: pick(after),
    })
    await inner.emit({ name: 'contracts.completed', facts: { number: row.number, accountId: before.account_id } })
    const now = await inner.rows
      .selectFrom('contracts')
      .select('is_incomplete')
      .where('id', '=', before.id)
      .executeTakeFirstOrThrow()
    return { incomplete: now.is_incomplete === 1 }
  })
}

const plain = (of: object, field: string): string | number | null => {
  const value = (of as Record<string, string | number | null | undefined>)[field] ?? null
  return field === 'commitment' && value !== null ? trimQuantity(String(value)) : value
}

async function lockContract(scope: Completing, id: Id) {
  const row = await scope.rows
    .selectFrom('contracts')
    .select(['id', 'account_id', 'root_account_id', 'version', 'agreed_on', 'agreed_text', 'starts_on', 'starts_text', 'ends_on'])
    .select(['open_ended', 'ends_text', 'renewal', 'renewal_text', 'notice', 'notice_text', 'terminated_on', 'commitment'])
    .select(['commitment_text', 'commitment_currency', 'commitment_per'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}
type Locked = Awaited<ReturnType<typeof lockContract>>

function datesOf(form: CompleteForm, before: Locked) {
  const ends = form.ends_on !== null || form.open_ended
  return {
    agreed_on: form.agreed_on,
    agreed_text: form.agreed_on ? null : before.agreed_text,
    starts_on: form.starts_on,
    starts_text: form.starts_on ? null : before.starts_text,
    ends_on: form.ends_on,
    open_ended: form.open_ended ? 1 : 0,
    ends_text: ends ? null : before.ends_text,
    terminated_on: form.terminated_on,
  }
}

function termsOf(form: CompleteForm, before: Locked) {
  const { renewal, renewal_times, renewal_length: length, renewal_unit: unit, notice, notice_length, commitment_per: per } = form
  const kept = (text: string | null, choice: string) => (choice === 'unclear' ? text : null)
  const renews = (renewal === 'successive' || renewal === 'times') && length !== null && unit
  const times = renewal === 'times' ? renewal_times : null
  const gives = notice !== 'none' && notice !== 'unclear' && notice_length !== null
  const commits = per === 'year' || per === 'term'
  return {
    renewal: renews ? writeRenewal({ times, period: { length, unit } }) : null,
    renewal_text: kept(before.renewal_text, renewal),
    notice: gives ? writePeriod({ length: notice_length, unit: notice }) : null,
    notice_text: kept(before.notice_text, notice),
    commitment: commits ? form.commitment : null,
    commitment_text: kept(before.commitment_text, per),
    commitment_per: commits ? per : before.commitment_per,
  }
}

/** What is there now and is not what the form says, for whoever sent it. */
async function changedSince(scope: Completing, id: Id, form: CompleteForm): Promise<Record<string, string>> {
  const now = await lockContract(scope, id)
  const days = ['agreed_on', 'starts_on', 'ends_on', 'terminated_on'] as const
  return Object.fromEntries(days.flatMap((field) => (now[field] === form[field] ? [] : [[field, now[field] ?? '']])))
}
