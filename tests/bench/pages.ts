import type { Figure } from './measure.ts'
import { atMost, pairedP95 } from './measure.ts'
import type { Reader, World } from './worlds.ts'

/** A page that must not grow slower with what the company has, in both worlds for the same kind of reader. */
export type Page = { what: string; reader: keyof typeof readers; path(world: World, reader: Reader): Promise<string> }
/** Addresses of mail, or the question for one. */
const readers = {
  member: 'buyer@customer.example',
  limited: `select p.email from persons p join memberships m on m.person_id = p.id where m.inherits = 0
    group by p.id, p.email having count(*) = 3 order by p.id limit 1`,
  staff: 'agent@staff.example',
  finance: 'finance@customer.example',
  booker: 'finance@staff.example',
  distributor: 'admin@distributor.example',
  supplier: 'catalog@supplier.example',
  catalog: 'catalog@staff.example',
}

const first = async (world: World, sql: string, values: unknown[] = []) => {
  const [row] = await world.rows(sql, values)
  if (!row) throw new Error(`${world.name} has nothing for: ${sql}`)
  return String(Object.values(row)[0])
}

/** Follows the link to the older page ninety-nine times, or to the last page that is full. */
export async function hundredth(reader: Reader, path: string): Promise<string> {
  let [before, here] = [path, path]
  for (let page = 1; page < 100; page++) {
    const next = /<a [^>]*href="([^"]+)"[^>]*rel="next"/.exec(await reader.text(here))?.[1]?.replaceAll('&amp;', '&')
    if (!next) return before
    before = here
    here = next
  }
  return here
}

const inTree = `select o.%s from orders o join memberships m on m.root_account_id = o.root_account_id join persons p on p.id = m.person_id
  where p.email = 'buyer@customer.example' and o.%s is not null order by o.placed_at desc limit 1`
const ofMember = (column: string) => inTree.replaceAll('%s', column)
export const at = async (path: string) => path

export const orderPages: readonly Page[] = [
  { what: 'orders, first page', reader: 'member', path: () => at('/portal/orders') },
  { what: 'orders, 100th page', reader: 'staff', path: (_, reader) => hundredth(reader, '/staff/orders') },
  { what: 'orders, delivered ones', reader: 'member', path: () => at('/portal/orders?status=delivered') },
  {
    what: 'orders, by PO number',
    reader: 'member',
    path: async (world) => `/portal/orders?q=${encodeURIComponent(await first(world, ofMember('po_number')))}`,
  },
  {
    what: 'orders, by product name',
    reader: 'member',
    path: async (world) =>
      `/portal/orders?q=${encodeURIComponent(await first(world, 'select name from products order by id limit 1'))}`,
  },
  { what: 'order', reader: 'member', path: async (world) => `/portal/orders/${await first(world, ofMember('number'))}` },
  { what: 'shipments', reader: 'member', path: () => at('/portal/shipments') },
  { what: 'orders, member limited to 3 of 200 accounts', reader: 'limited', path: () => at('/portal/orders') },
  { what: 'orders, staff over all', reader: 'staff', path: () => at('/staff/orders') },
]

async function readerOf(world: World, kind: Page['reader']): Promise<Reader> {
  const who = readers[kind]
  return await world.as(who.includes('@') ? who : await first(world, who))
}

/** p95 of each page in the large world ÷ in the small one. */
export async function growth(small: World, large: World, pages: readonly Page[], sizes: string): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const { what, reader, path } of pages) {
    const [few, many] = [await readerOf(small, reader), await readerOf(large, reader)]
    const [fewPath, manyPath] = [await path(small, few), await path(large, many)]
    const { ratio, p95 } = await pairedP95(
      () => many.time(manyPath),
      () => few.time(fewPath),
    )
    const besides = `p95 ${p95[0].toFixed(1)} ms ÷ ${p95[1].toFixed(1)} ms`
    process.stderr.write(`${what}: ${ratio.toFixed(2)} (${besides})\n`)
    figures.push(atMost(`${what}: p95 ${sizes}`, ratio, 1.3, '', besides))
  }
  return figures
}
