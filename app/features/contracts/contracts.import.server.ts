import { z } from 'zod'
import { nextNumber } from '~/access/numbers.server'
import type { Id } from '~/database/tables'
import type { AccountFacts } from '~/features/accounts/import-facts.server'
import { accountFacts } from '~/features/accounts/import-facts.server'
import type { ImportEntity, ImportRow, Projection } from '~/features/import.types'
import { choice, currency, day, dayOrText, fed, isDay, key, maybe, numberOrText, text } from '~/values/columns'
import { isDecimal } from '~/values/money'
import { commitmentSpans, meansOpenEnded, readPeriod, readRenewal, writePeriod, writeRenewal } from './contract'
import { projectContracts } from './projection.server'
import { never } from './terms'

const columns = z.object({
  id: key('The contract’s id in the source', 'C-2071'),
  number: maybe(text(40, 'Number of the contract; given out here where it is blank', 'CT-2071')),
  account: key('Id of the account that it is with', 'VINET'),
  legal_entity: maybe(text(20, 'Code of the company of the host that it is with; the mapping’s where it is blank', 'FF-NL')),
  title: text(200, 'What it is called', 'Framework agreement for valves'),
  parties: maybe(text(1000, 'The parties as they are written', 'Fairlead Fittings B.V.; Vins et alcools Chevalier')),
  governing_law: maybe(text(200, 'The law that governs it', 'Netherlands')),
  agreed_on: maybe(dayOrText(100, 'Day of signature. What is no date is kept for staff to complete', '2026-01-15')),
  starts_on: maybe(dayOrText(100, 'First day. What is no date is kept for staff to complete', '2026-02-01')),
  ends_on: maybe(dayOrText(100, 'Last day of the first term, or perpetual. What is no date is kept for staff', '2027-01-31')),
  renewal: maybe(
    text(100, 'By what it is renewed, as in “1 year”, “successive 1 year”, “2 successive 10 years”', 'successive 1 year'),
  ),
  notice: maybe(text(100, 'Notice that keeps it from being renewed, as in “30 days”', '3 months')),
  terminated_on: maybe(day('Last day of validity where somebody ended it', '2026-12-31')),
  commitment: maybe(numberOrText(100, 'What the account undertakes to buy, an amount. Else it is kept for staff', '250000')),
  commitment_currency: maybe(currency('Currency of the commitment; the account’s where it is blank')),
  commitment_per: maybe(choice(commitmentSpans, 'What the commitment is for: each year, or each term')),
})
type Contract = z.output<typeof columns>
type Given = string | null | undefined

const fields = [
  ...(['title', 'parties', 'governing_law', 'agreed_on', 'agreed_text', 'starts_on', 'starts_text', 'ends_on'] as const),
  ...(['open_ended', 'ends_text', 'renewal', 'renewal_text', 'notice', 'notice_text', 'terminated_on'] as const),
  ...(['commitment', 'commitment_text', 'commitment_currency', 'commitment_per'] as const),
]

export const contractImport: ImportEntity<typeof columns> = {
  name: 'contracts',
  after: ['accounts'],
  schema: columns,
  table: 'contracts',
  parents: { account: 'accounts' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  versioned: true,
  decimals: ['commitment'],
  usual: { open_ended: 0, commitment_per: 'year' },
  touches: { projection: 'contracts', column: 'id' },
  shown: { name: 'number', path: (record) => `contracts/${encodeURIComponent(String(record.number))}` },
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.account),
    )
    const numbers = new Map<string, string>()
    for (const row of batch.rows)
      if (!row.columns.number && row.known === null) numbers.set(row.id, await nextNumber(batch.scope, 'contract'))
    return (row) => {
      const account = accounts.get(row.parents.account ?? '')
      if (!account) return { column: 'account', reason: 'gone' }
      const host = batch.host(row.columns.legal_entity)
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      return draftOf(row, account, host.id, { number: numbers.get(row.id) ?? null, today: batch.scope.now })
    }
  },
}

type New = { number: string | null; today: Date }
function draftOf(row: ImportRow<Contract>, account: AccountFacts, host: Id, { number, today }: New) {
  const { columns: given } = row
  const said = { ...given, ...datesOf(given), ...termsOf(given) }
  const usual = { open_ended: 0, commitment_per: 'year', commitment_currency: account.currency }
  const { values, initially } = fed(said, fields, usual)
  return {
    values: { ...(given.number && { number: given.number }), ...values },
    initially: {
      ...initially,
      ...(number !== null && { number }),
      root_account_id: account.root_account_id,
      as_of: today.toISOString().slice(0, 10),
      next_on: never,
    },
    fixed: {
      account_id: { value: account.id, column: 'account' },
      legal_entity_id: { value: host, column: 'legal_entity' },
    },
  }
}

/** A value and what could not be read as one: one of them is null, or both are not fed. */
const either = <N extends string>(given: Given, field: N, left: string, read: (text: string) => string | null) => {
  if (given === undefined) return {}
  const value = given === null ? null : read(given)
  return { [field]: value, [left]: value === null ? given : null }
}

const asDay = (given: string) => (isDay(given) ? given : null)

function datesOf(given: Contract) {
  const { ends_on: ends } = given
  // A last day before the first one is no last day either.
  const until = (day: string) => (isDay(day) && (!isDay(given.starts_on ?? '') || day >= (given.starts_on ?? '')) ? day : null)
  const openEnded = typeof ends === 'string' && meansOpenEnded(ends)
  return {
    ...either(given.agreed_on, 'agreed_on', 'agreed_text', asDay),
    ...either(given.starts_on, 'starts_on', 'starts_text', asDay),
    ...either(openEnded ? null : ends, 'ends_on', 'ends_text', until),
    open_ended: ends === undefined ? undefined : openEnded ? 1 : 0,
  }
}

function termsOf(given: Contract) {
  const renewal = (words: string) => {
    const read = readRenewal(words)
    return read && writeRenewal(read)
  }
  const notice = (words: string) => {
    const read = readPeriod(words)
    return read && writePeriod(read)
  }
  return {
    ...either(given.renewal, 'renewal', 'renewal_text', renewal),
    ...either(given.notice, 'notice', 'notice_text', notice),
    ...either(given.commitment, 'commitment', 'commitment_text', asAmount),
  }
}

const asAmount = (given: string) => (isDecimal(given) && /^\d{1,15}(\.\d{1,4})?$/.test(given) && Number(given) > 0 ? given : null)

/** How a contract stands follows from its dates and terms. */
export const contractProjection: Projection = { name: 'contracts', project: projectContracts }
