import { sql } from 'kysely'
import type { Invariant, SystemScope } from '~/features/registry.types'

/** What must always hold of the ledger; each answers at most 20 records in words. */

const enough = 20

/** The entries of one posting sum to nothing, in each currency. */
const balanced: Invariant = {
  name: 'ledger.balanced',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('ledger_entries')
      .select(['posting', 'currency'])
      .groupBy(['posting', 'sequence', 'currency'])
      .having(sql`sum(amount)`, '<>', 0)
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.posting} in ${row.currency}`)
  },
}

/** What the ledger holds of a document is what is left of it: of an invoice what is owed, of the others what may still be used. */
async function invoicesOff(scope: SystemScope): Promise<string[]> {
  const rows = await scope.rows
    .selectFrom('invoices as d')
    .leftJoin('ledger_entries as e', (join) => join.onRef('e.invoice_id', '=', 'd.id').on('e.book', '=', 'receivable'))
    .select('d.number')
    .groupBy(['d.id', 'd.number', 'd.total', 'd.paid_total'])
    .having(sql`coalesce(sum(e.amount), 0)`, '<>', sql`d.total - d.paid_total`)
    .limit(enough)
    .execute()
  return rows.map((row) => row.number)
}

async function creditNotesOff(scope: SystemScope): Promise<string[]> {
  const rows = await scope.rows
    .selectFrom('credit_notes as d')
    .leftJoin('ledger_entries as e', (join) => join.onRef('e.credit_note_id', '=', 'd.id').on('e.book', '=', 'unapplied'))
    .select('d.number')
    .groupBy(['d.id', 'd.number', 'd.total', 'd.applied_total'])
    .having(sql`coalesce(sum(e.amount), 0)`, '<>', sql`d.applied_total - d.total`)
    .limit(enough)
    .execute()
  return rows.map((row) => row.number)
}

async function paymentsOff(scope: SystemScope): Promise<string[]> {
  const rows = await scope.rows
    .selectFrom('payments as d')
    .leftJoin('ledger_entries as e', (join) => join.onRef('e.payment_id', '=', 'd.id').on('e.book', '=', 'unapplied'))
    .select('d.number')
    .groupBy(['d.id', 'd.number', 'd.amount', 'd.allocated_total'])
    .having(sql`coalesce(sum(e.amount), 0)`, '<>', sql`d.allocated_total - d.amount`)
    .limit(enough)
    .execute()
  return rows.map((row) => row.number)
}

const standing: Invariant = {
  name: 'ledger.stands-as-documents',
  async check(scope) {
    const broken = [await invoicesOff(scope), await creditNotesOff(scope), await paymentsOff(scope)]
    return broken.flat().slice(0, enough)
  },
}

/** An account's balance is the sum of what its statement lists: what is owed, less what is not allocated yet. */
const listed: Invariant = {
  name: 'ledger.statement-is-balance',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('ledger_entries as e')
      .innerJoin('accounts as a', 'a.id', 'e.account_id')
      .select(['a.code', 'e.currency'])
      .groupBy(['a.code', 'e.currency'])
      .having(
        sql`sum(case when e.moves = 1 then e.amount else 0 end)`,
        '<>',
        sql`sum(case when e.book in ('receivable', 'unapplied') then e.amount else 0 end)`,
      )
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.code} in ${row.currency}`)
  },
}

/** The sums of days are those of the entries. */
const summed: Invariant = {
  name: 'ledger.days-are-entries',
  async check(scope) {
    const days = scope.rows
      .selectFrom('ledger_days')
      .select(['account_id', 'currency', 'booked_on', 'moved', 'unapplied'])
      .unionAll((eb) =>
        eb
          .selectFrom('ledger_entries')
          .select(['account_id', 'currency', 'booked_on'])
          .select([
            sql<string>`case when moves = 1 then -amount else 0 end`.as('moved'),
            sql<string>`case when book = 'unapplied' then -amount else 0 end`.as('unapplied'),
          ]),
      )
    const rows = await scope.rows
      .selectFrom(days.as('d'))
      .innerJoin('accounts as a', 'a.id', 'd.account_id')
      .select(['a.code', 'd.currency', 'd.booked_on'])
      .groupBy(['a.code', 'd.currency', 'd.booked_on'])
      .having(({ or }) => or([sql<boolean>`sum(d.moved) <> 0`, sql<boolean>`sum(d.unapplied) <> 0`]))
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.code} in ${row.currency} on ${row.booked_on}`)
  },
}

export const ledgerInvariants: Invariant[] = [balanced, standing, listed, summed]
