import type { ServerBuild } from '@remix-run/node'
import { createRequestHandler, data } from '@remix-run/node'
import { createElement, Suspense } from 'react'
import { expect, test, vi } from 'vitest'
import remixConfig from '../remix.config.js'
import * as entry from './entry.server'
import { FileTooLarge, StorageFull } from './integrations/files/store'
import * as root from './root'
import { Unavailable } from './values/outcome'

const secret = 'select * from persons where password = hunter2'
const failing = (error: unknown) => () => {
  throw error
}
const Page = () => <h1>A page</h1>

/** Routes that fail in every way, served by the real entry and root. */
const planted: Record<string, object> = {
  broken: { default: Page, loader: failing(new Error(secret)) },
  away: { default: Page, loader: failing(new Unavailable(secret)) },
  refused: { default: Page, loader: failing(Object.assign(new Error(secret), { code: 'ECONNREFUSED' })) },
  render: { default: failing(new Error(secret)) },
  suspended: { default: () => <Suspense>{createElement(failing(new Error(secret)))}</Suspense> },
  absent: { default: Page, loader: failing(data({ problem: 'not-found' }, 404)) },
  moved: { default: Page, loader: failing(new Response(null, { status: 302, headers: { location: '/elsewhere' } })) },
  act: { default: Page, action: failing(new Error(secret)) },
  'file-broken': { loader: failing(new Error(secret)) },
  'file-absent': { loader: failing(data({ problem: 'not-found' }, 404)) },
  'file-full': { action: failing(new StorageFull(secret)) },
  'file-large': { action: failing(new FileTooLarge(secret)) },
  'file-said': { loader: () => data({ done: true }, { status: 201, headers: { 'x-kept': 'yes' } }) },
  fine: { default: Page, loader: () => ({ later: new Promise((done) => setTimeout(done, 20, '</script><b>')) }) },
}

function buildOf(): ServerBuild {
  const routes = {
    root: { id: 'root', path: '', module: root },
    ...Object.fromEntries(Object.entries(planted).map(([id, module]) => [id, { id, parentId: 'root', path: id, module }])),
  }
  const assets = Object.fromEntries(
    Object.entries(routes).map(([id, { module, ...route }]) => [
      id,
      { ...route, hasLoader: 'loader' in module, hasAction: 'action' in module, module: `/assets/${id}.js`, imports: [] },
    ]),
  )
  return {
    mode: 'production',
    future: { ...remixConfig.future },
    routes,
    entry: { module: entry },
    assets: { entry: { module: '/assets/entry.js', imports: [] }, routes: assets, url: '/manifest.js', version: '1' },
    assetsBuildDirectory: 'build/client',
    publicPath: '/',
    isSpaMode: false,
  } as unknown as ServerBuild
}

const handle = createRequestHandler(entry.shielded(buildOf()), 'production')

async function ask(path: string, { method = 'GET', accept = 'text/html' } = {}) {
  const said: object[] = []
  const note = (what: object) => void said.push(what)
  const context = {
    ...entry.requestContext({
      requestId: 'request-1',
      nonce: 'nonce-1',
      closed: new AbortController().signal,
      leaving: new AbortController().signal,
      ip: '127.0.0.1',
      cookies: '',
      languages: 'en',
      setCookie: vi.fn(),
      setHeader: vi.fn(),
    }),
    log: { error: note, warn: note, info: note },
  }
  const body = method === 'POST' ? new URLSearchParams({ a: '1' }) : undefined
  const request = new Request(`http://localhost${path}`, { method, headers: { accept }, ...(body && { body }) })
  const answer = await handle(request, context as never)
  return { status: answer.status, headers: answer.headers, text: await answer.text(), logged: said }
}

test.each([
  ['/broken', 'GET', 500],
  ['/render', 'GET', 500],
  ['/suspended', 'GET', 500],
  ['/act', 'POST', 500],
  ['/away', 'GET', 503],
  ['/refused', 'GET', 503],
])('%s says that it failed and under which id, and no more', async (path, method, status) => {
  const { status: given, text, headers, logged } = await ask(path, { method })
  expect(given).toBe(status)
  expect(text).toContain('<code>request-1</code>')
  expect(text).not.toMatch(/hunter2|persons|\.tsx?:\d| at .*node_modules/)
  expect(headers.get('retry-after')).toBe(status === 503 ? '5' : null)
  expect(logged).toHaveLength(1)
  const whole = JSON.stringify(logged[0], (_, value) => (value instanceof Error ? value.message : value))
  expect(whole).toMatch(path === '/suspended' ? /part of the page/ : /hunter2/)
})

test.each([
  ['/broken.data', 500],
  ['/away.data', 503],
])('%s, for a page that moves without reloading, carries the id and no more', async (path, status) => {
  const { status: given, text, headers } = await ask(path, { accept: '*/*' })
  expect(given).toBe(status)
  expect(text).toContain('request-1')
  expect(text).not.toMatch(/hunter2|persons| at .*node_modules/)
  expect(headers.get('retry-after')).toBe(status === 503 ? '5' : null)
})

test.each([
  ['/file-broken', 'GET', 500, 'broken'],
  ['/file-absent', 'GET', 404, 'not-found'],
  ['/file-full', 'POST', 507, 'full'],
  ['/file-large', 'POST', 413, 'too-large'],
])('%s, which has no page, answers a problem in JSON', async (path, method, status, problem) => {
  const { status: given, text, headers } = await ask(path, { method })
  expect([given, headers.get('content-type')]).toEqual([status, 'application/problem+json'])
  expect(JSON.parse(text)).toMatchObject({ status, problem, instance: 'request-1' })
  expect(text).not.toMatch(/hunter2/)
})

test('a program that asks for a page is told in JSON too', async () => {
  const { text } = await ask('/broken', { accept: 'application/json' })
  expect(JSON.parse(text)).toEqual({
    title: 'Internal Server Error',
    status: 500,
    instance: 'request-1',
    problem: 'broken',
    id: 'request-1',
  })
})

test('what is thrown on purpose passes, and is no line in the log', async () => {
  const [absent, moved] = [await ask('/absent'), await ask('/moved')]
  expect([absent.status, moved.status, moved.headers.get('location')]).toEqual([404, 302, '/elsewhere'])
  expect([...absent.logged, ...moved.logged]).toEqual([])
})

test('a route without a page may answer with data', async () => {
  const { status, text, headers } = await ask('/file-said')
  expect([status, text, headers.get('x-kept')]).toEqual([201, '{"done":true}', 'yes'])
})

test('a page is whole when it is sent, and its data ends no script', async () => {
  const { status, text } = await ask('/fine')
  expect(status).toBe(200)
  expect(text).toContain('\\u003c/script\\u003e')
  expect(text).not.toContain('</script><b>')
  expect(text).toMatch(/streamController\.close\(\);[^<]*<\/script><\/body><\/html>$/)
  expect(text).not.toMatch(/<template|<!--\$!-->/)
  // Scripts are started by the last one, once the page is painted.
  expect(text).not.toMatch(/rel="modulepreload"|type="module"/)
  expect(text).toMatch(/link rel="later"|type="later"/)
})
