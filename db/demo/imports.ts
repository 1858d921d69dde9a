import { domainOf } from './accounts.ts'
import type { Chance } from './chance.ts'
import { dayText, instantAt } from './days.ts'
import type { Telling } from './storytelling.ts'
import type { World } from './world.ts'

/** What the nightly import of the ERP's files left behind: its runs, what the last one refused, and where both sides changed something. */

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const code = (prefix: string, chance: Chance): string =>
  `${prefix}-${Array.from({ length: 8 }, () => letters[chance.whole(0, letters.length - 1)]).join('')}`

const nights = 9
type Counts = [entity: string, read: number, created: number, updated: number, refused: number]

const refused = [
  {
    entity: 'orders',
    file: 'orders.csv',
    line: 214,
    column: 'promised_on',
    value: '31.02.',
    reason: 'day|{"example":"2026-06-23"}',
  },
  {
    entity: 'order_lines',
    file: 'order_lines.csv',
    line: 671,
    column: 'product',
    value: 'FB-999',
    reason: 'missing|{"entity":"products","id":"FB-999"}',
  },
  { entity: 'order_lines', file: 'order_lines.csv', line: 672, column: 'quantity', value: '-4', reason: 'above|{"above":"0"}' },
]

export const addImports = (telling: Telling): void => {
  const { world } = telling
  const chance = world.chance.fork('imports')
  let last = 0
  for (let ago = nights; ago >= 1; ago--) last = addRun(world, chance, ago)
  addClashes(telling, chance, last)
}

const addRun = ({ sink, today, scale }: World, chance: Chance, ago: number): number => {
  const started = instantAt(today - ago, 125 + chance.whole(0, 4), 'Europe/Amsterdam')
  const stopped = ago === 5
  const many = (count: number) => count * scale
  const counts: Counts[] = [
    ['accounts', many(62), 0, ago === 7 ? 1 : 0, 0],
    ['orders', many(chance.whole(180, 240)), many(chance.whole(4, 9)), many(chance.whole(8, 20)), ago === 1 ? 1 : 0],
    ['order_lines', many(chance.whole(610, 740)), many(chance.whole(12, 30)), many(chance.whole(2, 9)), ago === 1 ? 2 : 0],
    ['shipments', many(chance.whole(90, 130)), many(chance.whole(3, 8)), many(chance.whole(10, 25)), 0],
  ]
  const entities = counts.map(([entity, read, created, updated, refusals]) => ({
    entity,
    read,
    created,
    updated,
    unchanged: read - created - updated - refusals,
    refused: refusals,
  }))
  const id = sink.id('import_runs')
  sink.add('import_runs', {
    id,
    code: code('IM', chance),
    source: 'erp',
    state: stopped ? 'interrupted' : 'finished',
    started_at: started,
    finished_at: stopped ? null : started + chance.whole(1, 3) * 60_000,
    counts: stopped ? null : JSON.stringify({ entities, clashes: ago === 1 ? 3 : 0, gone: [] }),
    refusals: ago === 1 ? JSON.stringify({ count: refused.length, first: refused }) : null,
    error: null,
  })
  return id
}

/** Promises that staff moved and the ERP moved as well, and a website that both have corrected. */
const addClashes = ({ world, drafts, accounts }: Telling, chance: Chance, runId: number): void => {
  const { sink, today } = world
  const found = instantAt(today - 1, 126, 'Europe/Amsterdam')
  const add = (entity: string, record: { id: number; name: string; account: number }, said: [string, string, string, string]) => {
    const [field, last_imported, incoming, live] = said
    sink.add('import_clashes', {
      id: sink.id('import_clashes'),
      code: code('CL', chance),
      run_id: runId,
      record_id: record.id,
      account_id: record.account,
      entity,
      external_id: record.name,
      field,
      last_imported,
      incoming,
      live,
      state: 'open',
      created_at: found,
      settled_at: null,
      settled_by: null,
    })
  }
  for (const [number, later] of [
    ['SO-48229', -1],
    ['SO-48198', 4],
  ] as const) {
    const order = drafts.get(number)
    if (!order || order.promised === null || order.firstPromised === null) continue
    const record = { id: order.id, name: number, account: order.account.id }
    add('orders', record, ['promised_on', dayText(order.firstPromised), dayText(order.promised + later), dayText(order.promised)])
  }
  const account = accounts.get('BRACKWATER-RTM')?.root
  if (account)
    add('accounts', { id: account.id, name: account.code, account: account.id }, [
      'website',
      'www.brackwater-pumps.example',
      'www.brackwater-group.example',
      `www.${domainOf(account)}`,
    ])
}
