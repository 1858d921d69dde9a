import { randomUUID } from 'node:crypto'
import type { ActionFunctionArgs } from '@remix-run/node'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Entry } from './support/access-table'
import { accessTable, frames } from './support/access-table'
import type { AccessWorld, AccountKey, Belongings, Visitor } from './support/access-world'
import { accountKeys, makeAccessWorld } from './support/access-world'
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

describe('every route × every visitor × every account', () => {
  test('who may not, gets what is not there; who may, gets an answer without a word of others', async () => {
    const wrong: string[] = []
    for (const [one, entry, visitor] of pairs()) {
      wrong.push(...(await tryAll(one, entry, visitor)))
      // With a mistake planted the first complaint is enough.
      if (process.env.MUTANT && wrong.length > 0) break
    }
    expect(wrong).toEqual([])
  }, 600_000)
})

const pairs = () =>
  asked.flatMap((one) => {
    const { entry } = one
    if (!entry) return []
    const visitors = entry.endsSession ? world.visitors.filter((visitor) => !visitor.cookie) : world.visitors
    return visitors.map((visitor) => [one, entry, visitor] as const)
  })

async function tryAll(one: Asked, entry: Entry, visitor: Visitor): Promise<string[]> {
  const missing = await ask(one, entry, visitor, null)
  const wrong: string[] = []
  for (const key of entry.record || entry.queries ? accountKeys : (['top'] as const))
    for (const query of ['', ...(entry.queries ?? []).map((make) => make(world.accounts[key].records))])
      wrong.push(...(await tryOne({ one, entry, visitor, key, query, missing })))
  return wrong
}

type Try = { one: Asked; entry: Entry; visitor: Visitor; key: AccountKey; query: string; missing: Answer }

async function tryOne({ one, entry, visitor, key, query, missing }: Try): Promise<string[]> {
  const { records } = world.accounts[key]
  const may = entry.record ? rolesAt(visitor, one.audience, key, entry) : mayAtAll(visitor, one.audience, entry)
  // An account that is out of reach is not there, whoever asks.
  const reached = !query.startsWith('?account=') || one.audience === 'staff' || rolesAt(visitor, one.audience, key, entry)
  const answer = await ask(one, entry, visitor, records, query)
  const said = `${query} ${entry.record ? records[entry.record] : ''}`
  const complaint = judge({ answer, missing, may: may && reached, visitor, entry, asked: said })
  return complaint ? [`${visitor.name}, ${one.name}${query} of ${key}: ${complaint}`] : []
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
