import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Id } from '~/database/tables'
import { closePeriod } from '~/features/programmes/closing.server'
import { countDocuments } from '~/features/programmes/counted.server'
import type { Rules } from '~/features/programmes/rule-words'
import { sendStatements } from '~/features/programmes/statements.commands.server'
import { isRefusal } from '~/values/outcome'
import { ladderT } from '../../app/features/programmes/programmes.fixture'
import { makeInvoice } from './billing'
import { insert, ownerOf, unique } from './make'

// Programmes as staff would have made them; what is counted and stated follows.

const now = new Date('2026-06-11T08:20:00Z')
type Account = { id: Id; root_account_id: Id; code: string }
const system = (at = now) => systemScope<StaffAbility>([], at)

export const quarterly: Rules = { ...ladderT, period: 'quarter' }

/** A programme published from a day on. */
export async function makeProgramme(
  rules: Rules = quarterly,
  appliesFrom: string | null = '2026-01-01',
): Promise<{ id: Id; code: string }> {
  const code = `P-${unique()}`
  const stamps = { created_at: now, updated_at: now }
  const id = await insert('programmes', { code, name: `Programme ${code}`, currency: rules.currency, ...stamps })
  await insert('programme_versions', {
    programme_id: id,
    number: 1,
    rules: JSON.stringify(rules),
    created_at: now,
    applies_from: appliesFrom,
    published_at: appliesFrom === null ? null : now,
  })
  return { id, code }
}

export const makeAgreement = (
  programme: { id: Id },
  account: Account,
  values: { covers?: string; territory?: string; joined_on?: string; ended_on?: string } = {},
): Promise<Id> =>
  insert('programme_agreements', {
    programme_id: programme.id,
    ...ownerOf(account),
    joined_on: '2026-01-01',
    created_at: now,
    updated_at: now,
    ...values,
  })

/** An invoice of one line that is counted, as an import would. */
export async function makeCounted(
  account: Account,
  day: string,
  net: string,
  { currency = 'EUR', ...line }: Record<string, string> = {},
) {
  const invoice = await makeInvoice(account, { issued_on: day, due_on: '2027-12-31', currency }, [
    { net, ship_to_country: 'DE', ...line },
  ])
  await countDocuments(system(), 'invoice', [invoice.id])
  return invoice
}

export async function close(programme: { code: string }, startsOn: string, at = now) {
  const closed = await closePeriod(system(at), programme.code, startsOn)
  if (isRefusal(closed)) throw new Error(closed.reason)
  return closed
}
export async function send(programme: { code: string }, startsOn: string) {
  const sent = await sendStatements(system(), programme.code, startsOn)
  if (isRefusal(sent)) throw new Error(sent.reason)
}

/** A programme of which an account has a sent statement and something in the period that runs. */
export async function makeRebates(account: Account): Promise<{ programme: string; period: string; statement: string }> {
  const programme = await makeProgramme()
  const agreement_id = await makeAgreement(programme, account)
  await db
    .insertInto('agreement_changes')
    .values({ ...ownerOf(account), agreement_id, territory_from: '', territory_to: 'DE', at: now })
    .execute()
  await makeCounted(account, '2026-02-03', '60000.00')
  await close(programme, '2026-01-01')
  await send(programme, '2026-01-01')
  await makeCounted(account, '2026-05-04', '1000.00')
  const { number } = await db
    .selectFrom('rebate_statements')
    .select('number')
    .where('programme_id', '=', programme.id)
    .executeTakeFirstOrThrow()
  return { programme: programme.code, period: '2026-01', statement: number }
}
