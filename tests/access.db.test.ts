import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { memberRoles, staffRoles } from '~/access/abilities'
import type { Entry } from './support/access-table'
import { accessTable, frames } from './support/access-table'
import type { AccessWorld, AccountKey, Belongings, Visitor } from './support/access-world'
import { accountKeys, makeAccessWorld } from './support/access-world'
import type { Mutant } from './support/mutants'
import { mutants, withMistake } from './support/mutants'
import { readPdf } from './support/pdf'
import { exportsOf, routeFiles } from './support/route-files'

type Guarded = (args: ActionFunctionArgs) => Promise<unknown>
type Module = { loader?: Guarded; action?: Guarded }
const modules = import.meta.glob<Module>('../app/routes/**/*.{ts,tsx}')

type Asked = { name: string; entry: Entry | undefined; path: string; kind: 'loader' | 'action'; run: Guarded; audience: string }
let world: AccessWorld
const asked: Asked[] = []

beforeAll(async () => {
  world = await makeAccessWorld()
  for (const { file, path, audience, text } of await routeFiles()) {
    const module = await modules[`../app/${file}`]?.()
    for (const kind of exportsOf(text) as ('loader' | 'action')[]) {
      const run = module?.[kind]
      if (!run) throw new Error(`${file} has no ${kind}`)
      const frame = frames[file]
      const name = frame ? file : `${kind} ${path}`
      asked.push({ name, entry: frame ?? accessTable[name], path: frame ? `/${audience}` : path, kind, run, audience })
    }
  }
})

type Answer = { status: number; text: string }

/** What is posted; for a record that is missing, only what names none. */
const formOf = ({ form }: Entry, records: Belongings['records'] | null) =>
  form && (records || form.length === 0) ? form(records as Belongings['records']) : {}

/** Calls a loader or action as the server would and reads the answer whole, as a page, a file or a refusal. */
async function ask(
  { path, kind, run }: Asked,
  entry: Entry,
  visitor: Visitor,
  records: Belongings['records'] | null,
  query = '',
): Promise<Answer> {
  const param = entry.record && (entry.param ?? path.match(/:(\w+)/)?.[1] ?? '')
  const value = entry.record ? (records?.[entry.record] ?? 'missing-1') : ''
  const body = kind === 'action' ? new URLSearchParams({ ...formOf(entry, records), idempotency_key: randomUUID() }) : undefined
  const besides = Object.fromEntries((entry.besides ?? []).map((name) => [name, records?.[name] ?? 'missing-1']))
  const named = Object.entries(besides).reduce((so, [name, text]) => so.replace(`:${name}`, text), path)
  const url = `http://localhost${param ? named.replace(`:${param}`, value) : named.replace(/\/:\w+\??/g, '')}${query}`
  const request = new Request(url, {
    headers: { cookie: visitor.cookie, accept: 'text/html' },
    ...(body && { method: 'POST', body }),
  })
  const log = { error() {}, warn() {}, info() {} }
  const context = {
    ip: '127.0.0.1',
    requestId: 'test',
    nonce: '',
    language: 'en',
    preferences: { theme: 'system', rail: null },
    log,
    setCookie() {},
    closed: new AbortController().signal,
    leaving: new AbortController().signal,
  }
  const args = { request, params: { ...besides, ...(param && { [param]: value }) }, context } as unknown as ActionFunctionArgs
  try {
    return await readAnswer(await run(args))
  } catch (thrown) {
    if (thrown instanceof Error) throw new Error(`${visitor.name}: ${url}`, { cause: thrown })
    return await readAnswer(thrown)
  }
}

async function readAnswer(result: unknown): Promise<Answer> {
  if (result instanceof Response && result.headers.get('content-type') === 'application/pdf')
    return { status: result.status, text: readPdf(Buffer.from(await result.arrayBuffer())).pages.join(' ') }
  if (result instanceof Response)
    return { status: result.status, text: `${await result.text()} ${result.headers.get('location') ?? ''}` }
  const init = (result as { init?: { status?: number } } | null)?.init
  return { status: init?.status ?? 200, text: JSON.stringify(result) ?? '' }
}

function rolesAt(visitor: Visitor, audience: string, key: AccountKey, entry: Entry): boolean {
  if (entry.open) return true
  if (audience === 'staff' || (visitor.staff && entry.staff))
    return visitor.staff !== null && (entry.staff ?? []).includes(visitor.staff)
  return (visitor.roles[key] ?? []).some((role) => (entry.members ?? []).includes(role))
}
const mayAtAll = (visitor: Visitor, audience: string, entry: Entry) =>
  entry.open || (entry.signedIn && visitor.cookie !== '') || accountKeys.some((key) => rolesAt(visitor, audience, key, entry))

const seesPrices = (visitor: Visitor, key: AccountKey) =>
  visitor.staff !== null ||
  (visitor.roles[key] ?? []).some((role) => ['admin', 'buyer', 'approver', 'finance', 'viewer'].includes(role))

const sells = (visitor: Visitor, key: AccountKey) =>
  (visitor.roles[key] ?? []).some((role) => ['admin', 'finance', 'viewer', 'catalog'].includes(role))

/** Words of accounts that this visitor must not learn anything of, said in an answer; what was asked for does not count. */
function leaks(answer: string, visitor: Visitor, asked: string): string[] {
  if (visitor.staff) return []
  const all = Object.values(world.accounts)
  const foreign = all
    .filter(({ key }) => !visitor.roles[key])
    .flatMap(({ key, words, prices }) => [...words, ...prices].map((word) => [key, word] as const))
  const unpriced = all
    .filter(({ key }) => visitor.roles[key] && !seesPrices(visitor, key))
    .flatMap(({ key, prices }) => prices.map((word) => [key, word] as const))
  const offers = all
    .filter(({ key }) => !sells(visitor, key))
    .flatMap(({ key, offers }) => offers.map((word) => [key, word] as const))
  const internal = all.flatMap(({ key, internal }) => internal.map((word) => [key, word] as const))
  return [...foreign, ...unpriced, ...offers, ...internal]
    .filter(([, word]) => answer.includes(word) && !asked.includes(word))
    .map(([key, word]) => `${key}: ${word}`)
}

test('every route is in the table, and every line of the table is a route', () => {
  expect(asked.filter((one) => !one.entry).map((one) => one.name)).toEqual([])
  const names = new Set(asked.map((one) => one.name))
  expect([...Object.keys(accessTable), ...Object.keys(frames)].filter((name) => !names.has(name))).toEqual([])
})

const refused = [302, 401, 404]

test('who may not, gets what is not there; who may, gets an answer without a word of others', { timeout: 600_000 }, async () => {
  const wrong: string[] = []
  for await (const { complaint } of complaints(asked, world.visitors)) wrong.push(complaint)
  expect(wrong).toEqual([])
})

test('any letter may stand in an address, a question or a form', { timeout: 600_000 }, async () => {
  const odd = '缺é😀"\''
  const records = new Proxy({}, { get: () => odd }) as Belongings['records']
  const asks = ['q', 'account', 'status', 'kind', 'tag', 'on', 'from', 'order', 'reply', 'invoice', 'person', 'import', 'after']
  const query = `?${new URLSearchParams(asks.map((name) => [name, `${odd}%_\\`]))}`
  const failed: string[] = []
  for (const one of asked) {
    const { entry, audience, kind, name } = one
    const visitor = entry && world.visitors.find((each) => mayAtAll(each, audience, entry))
    if (!entry || !visitor || entry.endsSession) continue
    const said = await ask(one, entry, visitor, records, kind === 'loader' ? query : '').catch((error: Error) => ({
      status: String(error.cause ?? error),
    }))
    if (typeof said.status !== 'number' || said.status >= 500) failed.push(`${name}: ${said.status}`)
  }
  expect(failed).toEqual([])
})

/** Ways by which something is told, each with the routes that it goes by. What a page shows is what its data holds. */
const ways: Record<string, (name: string) => boolean> = {
  'a page, or its data': (name) => name.startsWith('loader ') && !/\.(csv|pdf|ics)|:key|\/find|\/search|\/live/.test(name),
  'an export': (name) => /\.(csv|pdf)/.test(name),
  'a file': (name) => name.includes(':key'),
  'the palette, or a search': (name) => /\/find|\/search/.test(name),
  'a feed, or a stream': (name) => /\.ics|\/live/.test(name),
  'what a form answers': (name) => name.startsWith('action '),
}

describe('a receiver is told no price, and no member an internal note', () => {
  test.for(Object.entries(ways))('by %s', async ([, goesBy]) => {
    const routes = asked.filter(({ name, entry }) => entry && goesBy(name))
    const told = ['receiver of the tree', 'buyer here and receiver there', 'admin of the tree']
    const members = world.visitors.filter(({ name }) => told.includes(name))
    expect([members.length, routes.length > 0]).toEqual([told.length, true])
    const wrong: string[] = []
    for await (const { complaint } of complaints(routes, members)) wrong.push(complaint)
    expect(wrong).toEqual([])
  })
})

/** The routes that a mistake opens to somebody, each of which must then complain; all together where one complaint is enough. */
function opened({ opens, shows }: Mutant): Asked[][] {
  if (!opens) return [[...asked].sort((a, b) => Number(b.path === shows) - Number(a.path === shows))]
  const isOpened = ({ entry, audience }: Asked) => {
    // What answers 404 to those who may says nothing to those who may not.
    if (!entry || entry.open || entry.answers?.includes(404)) return false
    if (opens === 'strangers') return true
    const [may, roles] = audience === 'staff' ? [entry.staff, staffRoles] : [entry.members, memberRoles]
    return (opens === 'staff') === (audience === 'staff') && may !== undefined && may.length < roles.length
  }
  return asked.filter(isOpened).map((one) => [one])
}

describe('a mistake', () => {
  test.for(mutants)('turns it red: $name', { timeout: 600_000 }, async (mutant) => {
    const unnoticed: string[] = []
    for (const routes of opened(mutant))
      if (!(await isNoticed(mutant, routes))) unnoticed.push(routes.map(({ name }) => name).join())
    expect(unnoticed).toEqual([])
  })
})

/** Whether there is a question whose answer is wrong with the mistake, and right without it. */
async function isNoticed(mutant: Mutant, routes: readonly Asked[]): Promise<boolean> {
  const tries = complaints(routes, suspects(mutant))
  for (;;) {
    const next = await withMistake(mutant, () => tries.next())
    if (next.done) return false
    const { tried } = next.value
    const missing = await ask(tried.one, tried.entry, tried.visitor, null)
    if (!(await tryOne({ ...tried, missing }))) return true
  }
}

/** Those whom a mistake may let in, who may least first. */
const suspects = ({ opens }: Mutant) =>
  opens === 'strangers'
    ? world.visitors.filter(({ cookie }) => !cookie)
    : opens === 'staff'
      ? world.visitors.filter(({ staff }) => staff)
      : opens === 'members'
        ? world.visitors.filter(({ roles }) => roles.top).reverse()
        : world.visitors.filter(({ staff, cookie }) => cookie && !staff)

/** Asks each of these routes as each of these visitors, for every account. */
async function* complaints(routes: readonly Asked[], visitors: readonly Visitor[]) {
  for (const one of routes) {
    const { entry } = one
    if (!entry) continue
    for (const visitor of visitors.filter(({ cookie }) => !cookie || !entry.endsSession))
      for await (const found of complaintsOf(one, entry, visitor)) yield found
  }
}

/** For whom every account is the same, whether all are shown or none, two of them stand for all. */
function keysFor({ audience }: Asked, entry: Entry, visitor: Visitor): readonly AccountKey[] {
  if (!entry.record && !entry.queries) return ['top']
  return visitor.staff || !mayAtAll(visitor, audience, entry) ? ['top', 'stranger'] : accountKeys
}

async function* complaintsOf(one: Asked, entry: Entry, visitor: Visitor) {
  const missing = await ask(one, entry, visitor, null)
  for (const key of keysFor(one, entry, visitor))
    for (const query of ['', ...(entry.queries ?? []).map((make) => make(world.accounts[key].records))]) {
      const tried = { one, entry, visitor, key, query, missing }
      const complaint = await tryOne(tried)
      if (complaint) yield { complaint, tried }
    }
}

type Try = { one: Asked; entry: Entry; visitor: Visitor; key: AccountKey; query: string; missing: Answer }

async function tryOne({ one, entry, visitor, key, query, missing }: Try): Promise<string | null> {
  const { records } = world.accounts[key]
  const may = entry.record ? rolesAt(visitor, one.audience, key, entry) : mayAtAll(visitor, one.audience, entry)
  // An account that is out of reach is not there, whoever asks.
  const reached = !query.startsWith('?account=') || one.audience === 'staff' || rolesAt(visitor, one.audience, key, entry)
  const answer = await ask(one, entry, visitor, records, query)
  const said = `${query} ${entry.record ? records[entry.record] : ''}`
  const complaint = judge({ answer, missing, may: may && reached, visitor, entry, asked: said })
  return complaint && `${visitor.name}, ${one.name}${query} of ${key}: ${complaint}`
}

type Judged = {
  answer: Answer
  missing: Answer
  may: boolean | undefined
  visitor: Visitor
  entry: Entry
  asked: string
}

function judge({ answer, missing, may, visitor, entry, asked }: Judged): string | null {
  const leaked = leaks(answer.text, visitor, asked)
  if (leaked.length > 0) return `says ${leaked.slice(0, 4).join(', ')}`
  if (visitor.cookie && answer.text.includes('/sign-in')) return 'sends who is signed in to the sign-in'
  if (entry.open) return answer.status < 500 ? null : `answers ${answer.status}`
  if (may)
    return answer.status < 400 || answer.status === 422 || entry.answers?.includes(answer.status)
      ? null
      : `answers ${answer.status} to who may`
  if (!refused.includes(answer.status)) return `answers ${answer.status} to who may not`
  if (visitor.cookie && entry.record && answer.text !== missing.text)
    return `answers otherwise than for what is missing: ${answer.text.slice(0, 200)} – ${missing.text.slice(0, 200)}`
  return null
}
