import { sql } from 'kysely'
import type { Id } from '~/database/tables'
import type { Invariant, SystemScope } from '~/features/registry.types'
import type { Drift } from './projection.server'
import { creditNoteDrifts, driftIn, invoiceDrifts, paymentDrifts } from './projection.server'

/** What must always hold of invoices and what settles them; each answers at most 20 records in words. */

const enough = 20

/** Sums, what is paid and what is open are what lines and allocations make them. */
const projected = (
  table: 'invoices' | 'credit_notes' | 'payments',
  drifts: (scope: SystemScope, ids: readonly Id[]) => Promise<Drift[]>,
): Invariant => ({
  name: `invoices.${table}-projected`,
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const ids = await scope.rows.selectFrom(table).select('id').where('id', '>', after).orderBy('id').limit(500).execute()
      const last = ids.at(-1)
      if (!last) break
      const found = await drifts(
        scope,
        ids.map((one) => one.id),
      )
      broken.push(...found.flatMap((one) => (driftIn(one).length > 0 ? [`${one.number}: ${driftIn(one).join(', ')}`] : [])))
      after = last.id
    }
    return broken.slice(0, enough)
  },
})

/** Nothing is settled beyond what it is, and nothing settles more than it was. */
const within: Invariant = {
  name: 'invoices.settled-within',
  async check(scope) {
    const parts = [
      ['invoices', 'paid_total', 'total'],
      ['credit_notes', 'applied_total', 'total'],
      ['payments', 'allocated_total', 'amount'],
    ] as const
    const broken: string[] = []
    for (const [table, settled, most] of parts) {
      const rows = await scope.rows
        .selectFrom(table)
        .select('number')
        .where((eb) => eb.or([eb(sql.ref(settled), '<', '0'), eb(sql.ref(settled), '>', sql`greatest(${sql.ref(most)}, 0)`)]))
        .limit(enough)
        .execute()
      broken.push(...rows.map((row) => `${row.number}: ${settled}`))
    }
    return broken.slice(0, enough)
  },
}

/** An allocation joins one source and one invoice of one account and one currency. */
const paired: Invariant = {
  name: 'invoices.allocations-paired',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('allocations as a')
      .innerJoin('invoices as i', 'i.id', 'a.invoice_id')
      .leftJoin('payments as p', 'p.id', 'a.payment_id')
      .leftJoin('credit_notes as c', 'c.id', 'a.credit_note_id')
      .select(['i.number', 'a.code'])
      .where((eb) =>
        eb.or([
          eb(sql`(a.payment_id is null)`, '=', sql`(a.credit_note_id is null)`),
          eb('a.currency', '<>', eb.ref('i.currency')),
          eb(sql`coalesce(p.currency, c.currency)`, '<>', eb.ref('i.currency')),
        ]),
      )
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}: ${row.code}`)
  },
}

/** Lines carry their document's day and currency: turnovers are read from lines alone. */
const dated: Invariant = {
  name: 'invoices.lines-dated',
  async check(scope) {
    const billed = await scope.rows
      .selectFrom('invoice_lines as l')
      .innerJoin('invoices as d', 'd.id', 'l.invoice_id')
      .select(['d.number', 'l.line_no'])
      .where((eb) => eb.or([eb('l.invoiced_on', '<>', eb.ref('d.issued_on')), eb('l.currency', '<>', eb.ref('d.currency'))]))
      .limit(enough)
      .execute()
    const credited = await scope.rows
      .selectFrom('credit_note_lines as l')
      .innerJoin('credit_notes as d', 'd.id', 'l.credit_note_id')
      .select(['d.number', 'l.line_no'])
      .where((eb) => eb.or([eb('l.credited_on', '<>', eb.ref('d.issued_on')), eb('l.currency', '<>', eb.ref('d.currency'))]))
      .limit(enough)
      .execute()
    return [...billed, ...credited].map((row) => `${row.number}, line ${row.line_no}`).slice(0, enough)
  },
}

export const invoiceInvariants: Invariant[] = [
  projected('invoices', invoiceDrifts),
  projected('credit_notes', creditNoteDrifts),
  projected('payments', paymentDrifts),
  within,
  paired,
  dated,
]
