import type { AddressInfo } from 'node:net'
import express from 'express'
import { expect, test } from 'vitest'
import type { Build } from './pages'
import { pages } from './pages'

/** An application of this many pages, with as little as possible behind each. */
function applicationOf(count: number): Build {
  const root = { id: 'root', path: '', module: { default: () => null } }
  const more = Array.from({ length: count }, (_, i) => ({
    id: `page${i}`,
    parentId: 'root',
    path: `area${i % 10}/page${i}/:number`,
    module: { default: () => null, loader: () => ({ i }) },
  }))
  const routes = Object.fromEntries([root, ...more].map((route) => [route.id, route]))
  const entry = {
    default: (_request: Request, status: number, headers: Headers) => new Response('a page', { status, headers }),
    shielded: (build: Build) => build,
    requestContext: (given: object) => given,
  }
  const future = { v3_singleFetch: true, v3_lazyRouteDiscovery: true }
  return { mode: 'production', future, routes, entry: { module: entry }, assets: { routes, version: '1' } } as unknown as Build
}

async function serving(build: Build, use: (origin: string) => Promise<void>): Promise<void> {
  const server = express()
    .use(pages(async () => build, build, { draining: false, askedAt: 0, leaving: new AbortController().signal }))
    .listen(0, '127.0.0.1')
  await new Promise((ready) => server.once('listening', ready))
  await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
}

/** CPU of a request in milliseconds, the best of several runs. */
async function cost(origin: string): Promise<number> {
  const runs: number[] = []
  for (let run = 0; run < 6; run++) {
    const before = process.cpuUsage()
    for (let i = 0; i < 60; i++) {
      const answer = await fetch(`${origin}/area3/page3/SO-${i}`)
      expect(await answer.text()).toBe('a page')
    }
    const { user, system } = process.cpuUsage(before)
    runs.push((user + system) / 60_000)
  }
  return Math.min(...runs)
}

test('a page costs the same with 500 routes as with 5', async () => {
  const costs: number[] = []
  for (const count of [5, 500]) await serving(applicationOf(count), async (origin) => void costs.push(await cost(origin)))
  const [few = 0, many = 0] = costs
  // Without slices it is about five times as much.
  expect(many / few).toBeLessThan(1.8)
}, 60_000)

test('the browser learns of the routes its links lead to, and of those above them', async () => {
  await serving(applicationOf(50), async (origin) => {
    const answer = await fetch(`${origin}/__manifest?version=1&p=/area3/page3/x&p=/area4/page14/y`)
    expect(Object.keys((await answer.json()) as object).sort()).toEqual(['page14', 'page3', 'root'])
    expect(answer.headers.get('cache-control')).toContain('immutable')
  })
})

test('a path that is no page is answered by Remix as such', async () => {
  await serving(applicationOf(5), async (origin) => {
    expect((await fetch(`${origin}/nothing`)).status).toBe(404)
    expect((await fetch(`${origin}/area3//page3/x`)).status).toBe(404)
  })
})
