import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { Socket } from 'node:net'
import { connect, createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { startSession } from '~/access/session.server'
import { loadMigrations, migrate } from '../db/migrator.ts'
import { built } from './support/built'
import { makePerson } from './support/make'
import type { ServerProcess } from './support/server-process'
import { readyServer, startServer } from './support/server-process'

const databaseUrl = process.env.DATABASE_URL ?? ''
beforeAll(async () => {
  await Promise.all([built(), loadMigrations().then((all) => migrate(databaseUrl, all))])
})

describe('settings', () => {
  test('everything that is wrong is named at once, without its value, and stops the start', async () => {
    const wrong = startServer({
      PORT: 'eighty',
      SECRET: 'short-secret',
      LOG_LEVEL: 'loud',
      QUAYSIDE_DEMO: 'no',
      DATABASE_URL: '',
    })
    expect(await wrong.ended).toBe(1)
    const said = wrong.output()
    for (const name of ['PORT', 'SECRET', 'LOG_LEVEL', 'DATABASE_URL', 'PUBLIC_URL', 'SMTP_URL'])
      expect(said).toMatch(new RegExp(`^ {2}${name} `, 'm'))
    expect(said).not.toMatch(/eighty|short-secret|at .*\.js/)
  })
})

test('two servers on one port: the second says why it does not start', async () => {
  const first = await readyServer({ DATABASE_URL: databaseUrl })
  const second = startServer({ DATABASE_URL: databaseUrl, PORT: String(first.port) })
  expect(await second.ended).toBe(1)
  expect(second.output()).toMatch(/port \d+ is in use/)
  await first.kill()
})

describe('a database that goes away', () => {
  /** A way to the database that can be cut. */
  async function cuttable() {
    const { hostname, port } = new URL(databaseUrl)
    const open = new Set<Socket>()
    let cut = false
    const proxy = createServer((near) => {
      if (cut) return near.destroy()
      const far = connect(Number(port || 3306), hostname)
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        open.add(from)
        from.on('error', () => {}).on('close', () => to.destroy())
        from.pipe(to)
      }
    })
    proxy.listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    const address = proxy.address() as { port: number }
    const url = new URL(databaseUrl)
    url.hostname = '127.0.0.1'
    url.port = String(address.port)
    return {
      url: url.href,
      cut(now: boolean) {
        cut = now
        if (now) for (const socket of open) socket.destroy()
      },
      close: () => proxy.close(),
    }
  }

  test('is said with 503, and pages come back by themselves', async () => {
    const way = await cuttable()
    const own = await readyServer({ DATABASE_URL: way.url })
    const ask = (path: string, accept = 'text/html') =>
      fetch(own.origin + path, { headers: { accept, cookie: `qs=${'a'.repeat(40)}` }, redirect: 'manual' })
    expect((await ask('/')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(200)

    way.cut(true)
    const page = await ask('/')
    const said = await page.text()
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '5'])
    expect(said).toContain(`<code>${page.headers.get('x-request-id')}</code>`)
    expect(said).not.toMatch(/ECONN|mysql|node_modules|127\.0\.0\.1/)
    const data = await ask('/_root.data', '*/*')
    expect([data.status, data.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await ask('/', 'application/json').then((answer) => answer.json())).toMatchObject({
      status: 503,
      problem: 'unavailable',
    })
    // What is sent is told the same.
    const form = { accept: 'text/html', cookie: `qs=${'a'.repeat(40)}`, origin: own.origin, 'sec-fetch-site': 'same-origin' }
    const sent = await fetch(`${own.origin}/staff/orders/SO-1/note`, {
      method: 'POST',
      headers: form,
      body: new URLSearchParams(),
    })
    expect([sent.status, sent.headers.get('retry-after')]).toEqual([503, '5'])
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(503)

    way.cut(false)
    while ((await ask('/')).status !== 200 || (await ask('/readyz')).status !== 200) await wait(100)
    await own.kill()
    way.close()
  })
})

describe('stopping', () => {
  /** Sends a form in two halves, with `between` in the middle; answers the status and the Connection header. */
  const inHalves = (own: ServerProcess, between: () => Promise<void>): Promise<[number, string | undefined]> =>
    new Promise((resolve, reject) => {
      const body = 'theme=dark&back=%2Fsign-in'
      const sent = httpRequest(`${own.origin}/preferences`, {
        method: 'POST',
        headers: {
          'sec-fetch-site': 'same-origin',
          origin: own.origin,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': body.length,
        },
      })
      sent.on('response', (answer) => {
        answer.resume()
        resolve([answer.statusCode ?? 0, answer.headers.connection])
      })
      sent.on('error', reject)
      sent.write(body.slice(0, 7))
      between().then(() => sent.end(body.slice(7)), reject)
    })

  test('what has begun is finished, what comes meanwhile is answered, and the process ends with 0', async () => {
    const own = await readyServer({ DATABASE_URL: databaseUrl })
    const answer = await inHalves(own, async () => {
      await wait(100)
      own.process.kill('SIGTERM')
      await wait(300)
      const ready = await fetch(`${own.origin}/readyz`)
      expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close'])
      const page = await fetch(`${own.origin}/`)
      expect([page.status, page.headers.get('connection')]).toEqual([200, 'close'])
      await wait(1_200)
    })
    expect(answer).toEqual([303, 'close'])
    expect(await own.ended).toBe(0)
  })

  test('a stream of events to an open page ends, and does not hold the process', async () => {
    const own = await readyServer({ DATABASE_URL: databaseUrl })
    const agent = await makePerson({ staff_role: 'agent' })
    const cookie = (await startSession(agent.id, true, { ip: '127.0.0.1', userAgent: 'test' })).split(';', 1)[0] ?? ''
    const stream = await fetch(`${own.origin}/staff/requests/live`, { headers: { cookie, accept: 'text/event-stream' } })
    expect([stream.status, stream.headers.get('content-encoding')]).toEqual([200, null])
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader()
    const said = async () => new TextDecoder().decode((await reader.read()).value)
    expect(await said()).toMatch(/^retry: /)
    own.process.kill('SIGTERM')
    while (await said());
    expect(await own.ended).toBe(0)
  })

  test('no request of many clients fails, where a balancer heeds /readyz', async () => {
    const own = await readyServer({ DATABASE_URL: databaseUrl })
    const answers: string[] = []
    let open = true
    const balancer = async () => {
      while (open) {
        open = await fetch(`${own.origin}/readyz`).then((answer) => answer.ok)
        await wait(50)
      }
    }
    const client = async () => {
      while (open) {
        const answer = await fetch(`${own.origin}/`)
        await answer.text()
        answers.push(String(answer.status))
      }
    }
    const all = Promise.all([balancer(), ...Array.from({ length: 8 }, client)])
    await wait(700)
    own.process.kill('SIGTERM')
    await all
    expect(answers.length).toBeGreaterThan(8)
    expect([...new Set(answers)]).toEqual(['200'])
    expect(await own.ended).toBe(0)
  })

  test('a second signal ends it at once', async () => {
    const own = await readyServer({ DATABASE_URL: databaseUrl, DRAIN_DELAY: '20' })
    own.process.kill('SIGTERM')
    await wait(200)
    own.process.kill('SIGTERM')
    // Drained to the end it would say 0.
    expect(await own.ended).toBe(1)
  })
})
