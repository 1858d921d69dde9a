import { manyAgreements, manyBilled, manyInvoices, manyItems, manyProposals, manyRequests } from '../support/many.ts'
import type { More } from './worlds.ts'

/** How much of what the four audiences work with a world has besides the demo's. */
type Size = { requests: number; invoices: number; items: number; proposals: number; billed: number }

const sizes: Record<'quiet' | 'busy', Size> = {
  quiet: { requests: 400, invoices: 200, items: 400, proposals: 400, billed: 400 },
  // Half of the requests are open; of an invoice and its payment two movements come; of what is billed twenty lines each.
  busy: { requests: 400_000, invoices: 54_000, items: 100_000, proposals: 100_000, billed: 50_000 },
}

export const programme = 'BENCH'
/** How many distributors share the lines. */
const distributors = 20
const rules = JSON.stringify({
  ...{ currency: 'EUR', period: 'year', yearStarts: 1, ladder: 'retrospective', measure: 'value', reward: 'percent', unit: null },
  bands: ['0 0', '50000 2', '100000 3.5', '250000 5'].map((band) => ({ from: band.split(' ')[0], rate: band.split(' ')[1] })),
  // The goods of the bench: what the demo has sold besides has no rate of exchange so long ago.
  target: { skus: Array.from({ length: 20 }, (_, index) => `GV-${index}`), categories: [] },
  ...{ floor: null, cap: null, prorated: false, earning: null, outside: 'count' },
})

/** A world with few of them, and one with as many as a host will ever have. */
export const worldWith = (name: keyof typeof sizes): More => ({
  name,
  last: "select 1 from proposals where number = 'MP-1000000'",
  async fill(run) {
    const ids = async (sql: string) => (((await run(sql)) as [{ id: string }[]])[0] ?? []).map((row) => String(row.id))
    const seatOf = (email: string) =>
      `select min(m.account_id) as id from memberships m join persons p on p.id = m.person_id where p.email = '${email}'`
    const one = async (sql: string) => (await ids(sql))[0] ?? ''
    const size = sizes[name]
    const buyers = await ids('select id from accounts where buys = 1 order by id limit 60')
    const entity = await one('select min(id) as id from legal_entities')
    const agent = await one("select id from persons where email = 'agent@staff.example'")
    const manager = await one("select id from persons where email = 'manager@staff.example'")
    await manyRequests(run, buyers, size.requests, agent, manager)
    const customer = await one(seatOf('finance@customer.example'))
    await manyInvoices(run, [customer], size.invoices, entity)
    const distributor = await one(seatOf('admin@distributor.example'))
    const others = buyers.filter((id) => id !== distributor && id !== customer).slice(0, distributors - 1)
    await manyAgreements(run, [distributor, ...others], rules, programme)
    await manyBilled(run, [distributor, ...others], size.billed, entity)
    const supplier = await one(seatOf('catalog@supplier.example'))
    await manyItems(run, supplier, size.items)
    await manyProposals(run, supplier, size.proposals)
  },
})
