import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadMigrations, migrate } from '../db/migrator.ts'
import { built } from './support/built'
import type { ServerProcess } from './support/server-process'
import { readyServer, settings } from './support/server-process'

const databaseUrl = process.env.DATABASE_URL ?? ''
let server: ServerProcess
beforeAll(async () => {
  await Promise.all([built(), loadMigrations().then((all) => migrate(databaseUrl, all))])
  server = await readyServer({ DATABASE_URL: databaseUrl })
})
afterAll(() => server?.kill())

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.origin + path, { headers, redirect: 'manual' })
const html = { accept: 'text/html' }
/** As a browser sends a form of the page itself. */
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(server.origin + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { ...html, 'sec-fetch-site': 'same-origin', origin: server.origin, ...headers },
    redirect: 'manual',
  })

/** What fetch would tidy up or refuse to send. */
const raw = (text: string, port = server.port): Promise<string> =>
  new Promise((resolve, reject) => {
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text.replaceAll('\n', '\r\n')))
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })

describe('probes', () => {
  test('alive and ready are two questions', async () => {
    expect(await (await get('/healthz')).text()).toBe('ok')
    expect(await (await get('/readyz')).text()).toBe('ready')
  })
  test('a database without the schema is not ready', async () => {
    const empty = await readyServer({ DATABASE_URL: databaseUrl.replace(/[^/]+$/, 'mysql') })
    const answer = await fetch(`${empty.origin}/readyz`)
    expect([answer.status, await answer.text()]).toEqual([503, 'database is not migrated'])
    await empty.kill()
  })
  test('metrics are for this machine, times by route pattern', async () => {
    await get('/nothing/here')
    const metrics = async () => await (await get('/metrics')).text()
    await expect.poll(metrics).toContain('http_request_duration_seconds_count{method="GET",route="unknown",status="404"}')
    const text = await metrics()
    expect(text).toMatch(/quayside_database_connections \d/)
    expect(text).toMatch(/quayside_outbox_waiting \d/)
    expect(text).toMatch(/nodejs_eventloop_lag_seconds/)
    expect((await get('/metrics', { 'x-forwarded-for': '10.0.0.1' })).status).toBe(404)
  })
  test('or for who has the token', async () => {
    const guarded = await readyServer({ DATABASE_URL: databaseUrl, METRICS_TOKEN: 'a-token-of-16-chars' })
    const ask = (authorization: string) => fetch(`${guarded.origin}/metrics`, { headers: { authorization } })
    expect((await ask('Bearer a-token-of-16-chars')).status).toBe(200)
    expect((await ask('Bearer another-token-of')).status).toBe(404)
    expect((await fetch(`${guarded.origin}/metrics`)).status).toBe(404)
    await guarded.kill()
  })
})

describe('every answer', () => {
  test('has an id, taken over only if it is one', async () => {
    const id = (headers = {}) => get('/', headers).then((answer) => answer.headers.get('x-request-id'))
    expect(await id()).toMatch(/^[\w-]{12}$/)
    expect(await id({ 'x-request-id': 'from-the-proxy_1' })).toBe('from-the-proxy_1')
    expect(await id({ 'x-request-id': '<script>' })).toMatch(/^[\w-]{12}$/)
  })
  test('of a page lets only its own scripts run, and is kept nowhere', async () => {
    const answer = await get('/', html)
    const page = await answer.text()
    const policy = answer.headers.get('content-security-policy') ?? ''
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(nonce).toHaveLength(24)
    const scripts = page.match(/<script[^>]*>/g) ?? []
    expect(scripts.length).toBeGreaterThan(3)
    for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
    expect(policy).toContain("script-src 'strict-dynamic' 'nonce-")
    expect(policy).not.toContain('unsafe')
    expect(page).not.toMatch(/ style="| on\w+="/)
    const headers = Object.fromEntries(answer.headers)
    expect(headers).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'noindex, nofollow',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  })
  test('has a nonce of its own', async () => {
    const policies = await Promise.all(
      [get('/'), get('/')].map(async (answer) => (await answer).headers.get('content-security-policy')),
    )
    expect(new Set(policies).size).toBe(2)
  })
  test('is compressed where that is understood', async () => {
    expect((await get('/', { 'accept-encoding': 'br, gzip' })).headers.get('content-encoding')).toBe('br')
    expect((await get('/', { 'accept-encoding': 'gzip' })).headers.get('content-encoding')).toBe('gzip')
    expect((await get('/', { 'accept-encoding': 'identity' })).headers.get('content-encoding')).toBe(null)
  })
})

test('built files come compressed beforehand and are kept for ever', async () => {
  const page = await (await get('/', html)).text()
  const script = /\/assets\/entry\.client-[\w-]+\.js/.exec(page)?.[0] ?? ''
  for (const encoding of ['br', 'gzip']) {
    const { headers } = await get(script, { 'accept-encoding': encoding })
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-encoding': encoding,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    expect(headers.get('content-length')).toMatch(/^\d+$/)
  }
  expect((await get('/favicon.svg')).headers.get('cache-control')).not.toContain('immutable')
})

describe('what another site makes a browser send', () => {
  const headers = [
    [{}, 303],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{ 'sec-fetch-site': '', origin: 'http://evil.example' }, 403],
    [{ 'sec-fetch-site': '', origin: 'null' }, 403],
    [{ 'sec-fetch-site': '', origin: '' }, 403],
    [{ 'sec-fetch-site': '', origin: 'http://evil.example', 'x-forwarded-host': 'evil.example' }, 403],
  ] as const
  test.each(headers)('%j answers %i', async (sent, status) => {
    const merged = { 'sec-fetch-site': 'same-origin', origin: server.origin, ...sent } as Record<string, string>
    const given = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ''))
    const answer = await fetch(`${server.origin}/preferences`, {
      method: 'POST',
      body: new URLSearchParams({ theme: 'dark' }),
      headers: given,
      redirect: 'manual',
    })
    expect(answer.status).toBe(status)
  })
  test('a program that names our origin is heard', async () => {
    const answer = await fetch(`${server.origin}/preferences`, {
      method: 'POST',
      body: new URLSearchParams({ theme: 'dark' }),
      headers: { origin: server.origin },
      redirect: 'manual',
    })
    expect(answer.status).toBe(303)
  })
  test('_data is refused, whatever it asks for', async () => {
    expect((await get('/?_data=root')).status).toBe(400)
    expect((await post('/preferences?_data=routes%2Fanyone%2Fpreferences', { theme: 'dark' })).status).toBe(400)
  })
})

test('headers of a proxy count only where one is known to stand in front', async () => {
  const behind = await readyServer({ DATABASE_URL: databaseUrl, TRUST_PROXY: '1' })
  const sent = { 'x-forwarded-for': '203.0.113.7', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'portal.example' }
  await Promise.all(
    [server, behind].map((one) => fetch(`${one.origin}/sign-in`, { headers: sent }).then((answer) => answer.text())),
  )
  await expect.poll(behind.output).toContain('"ip":"203.0.113.7"')
  await behind.kill()
  expect(server.output()).not.toContain('203.0.113.7')
})

describe('a request that is no request of ours', () => {
  test('too large a body is refused before it is read', async () => {
    const head = `POST /preferences HTTP/1.1\nHost: localhost:${server.port}\nSec-Fetch-Site: same-origin\nContent-Type: application/x-www-form-urlencoded\n`
    expect(await raw(`${head}Content-Length: 2000000\n\n`)).toMatch(/^HTTP\/1.1 413 /)
    expect(await raw(`${head}Transfer-Encoding: chunked\n\n`)).toMatch(/^HTTP\/1.1 411 /)
  })
  test.each(['/%', '/%E0%A4%A', 'http://evil.example/'])('%s is refused', async (target) => {
    expect(await raw(`GET ${target} HTTP/1.1\nHost: localhost\nConnection: close\n\n`)).toMatch(/^HTTP\/1.1 400 /)
  })
  test('a host that is no host breaks nothing', async () => {
    const answer = await raw('GET / HTTP/1.1\nHost: a b<script>\nAccept: text/html\nConnection: close\n\n')
    expect(answer).toMatch(/^HTTP\/1.1 (400|500) /)
    expect(answer).not.toMatch(/a b<script>|at .*\.js|node_modules/)
  })
})

describe('errors', () => {
  test('a page that is not there says so in the reader’s language, with an id', async () => {
    const answer = await get('/nothing/here', { ...html, 'accept-language': 'zh-CN' })
    const page = await answer.text()
    expect(answer.status).toBe(404)
    expect(page).toContain('<html lang="zh-CN"')
    expect(page).toContain(`<code>${answer.headers.get('x-request-id')}</code>`)
    expect(page).toMatch(/<title>[^<]+ · Quayside<\/title>/)
  })
  test('a program is told in JSON', async () => {
    for (const [path, accept] of [
      ['/nothing/here', 'application/json'],
      ['/api/v1/nothing', '*/*'],
    ] as const) {
      const answer = await get(path, { accept })
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
      expect(await answer.json()).toMatchObject({ title: 'Not Found', status: 404, instance: answer.headers.get('x-request-id') })
    }
  })
})

describe('language and theme', () => {
  const pageWith = async (headers: Record<string, string>) => await (await get('/', { ...html, ...headers })).text()

  test('the browser asks, and a choice goes before it', async () => {
    expect(await pageWith({ 'accept-language': 'zh-CN,zh;q=0.9' })).toContain('<html lang="zh-CN"')
    expect(await pageWith({ 'accept-language': 'zh-CN', cookie: 'language=en' })).toContain('<html lang="en"')
    expect(await pageWith({ cookie: 'language=xx' })).toContain('<html lang="en"')
  })
  test('a choice is remembered, and one is back where one was', async () => {
    const answer = await post('/preferences', { language: 'zh-CN', back: '/sign-in?next=%2Fportal' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fportal'])
    expect(answer.headers.get('set-cookie')).toMatch(/^language=zh-CN; Path=\/; Max-Age=31536000; SameSite=Lax/)
  })
  test.each(['//evil.example', '/\\evil.example', 'https://evil.example', '/\t/evil.example', ''])(
    '%j is no way back',
    async (back) => {
      expect((await post('/preferences', { theme: 'dark', back })).headers.get('location')).toBe('/')
    },
  )
  test('the theme is there before the first paint', async () => {
    expect(await pageWith({ cookie: 'theme=dark' })).toMatch(/<html lang="en" data-theme="dark"/)
    expect(await pageWith({ cookie: 'theme=dark' })).toContain('<meta name="color-scheme" content="dark"/>')
    expect(await pageWith({})).not.toMatch(/<html[^>]* data-theme/)
  })
  test('only the texts of the pages shown are sent', async () => {
    const texts = JSON.parse(/id="texts"[^>]*>([^<]+)</.exec(await pageWith({}))?.[1] ?? '{}')
    expect(Object.keys(texts).sort()).toEqual(['landing', 'shell', 'ui'])
  })
})

test('nothing in the log repeats a query, a cookie or a secret', async () => {
  await get('/sign-in?token=hidden-in-the-query', {
    cookie: 'qs=hidden-in-the-cookie',
    authorization: 'Bearer hidden-in-the-header',
  })
  await expect.poll(server.output).toContain('"route":"/sign-in"')
  const said = server.output()
  expect(said).not.toMatch(/hidden-in/)
  expect(said).not.toContain(settings.SECRET)
  // As an address says it: a password may be a word that the log has for other reasons.
  expect(said).not.toContain(`:${new URL(databaseUrl).password}@`)
})
