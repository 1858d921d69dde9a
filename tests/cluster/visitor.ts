import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Node } from './nodes.ts'
import type { Part } from './site.ts'

/** Somebody with a browser, whom a balancer sends to any of the page servers. */
export type Answer = { status: number; location: string | null; retryAfter: string | null; text: string; cookie: string | null }
type Fields = Record<string, string>

export class Visitor {
  cookie = ''

  async get(app: Part, path: string): Promise<Answer> {
    return await this.#ask(app, path, {})
  }

  async post(app: Part, path: string, fields: Fields): Promise<Answer> {
    const body = new URLSearchParams(fields)
    return await this.#ask(app, path, { method: 'POST', body, headers: { origin: app.origin, 'sec-fetch-site': 'same-origin' } })
  }

  /**
   * Sends a form until it is answered, to one page server after the other, as people do who are told that it does not work at the
   * moment. It has one key.
   */
  async insist(apps: readonly Part[], path: string, fields: Fields, within = 60_000): Promise<Answer> {
    const keyed = { idempotency_key: randomUUID(), ...fields }
    for (let tried = 0, until = Date.now() + within; ; tried++) {
      const answer = await this.post(apps[tried % apps.length] as Part, path, keyed).catch(() => null)
      if (answer && answer.status < 500) return answer
      if (answer && answer.status !== 503) throw new Error(`${path} answered ${answer.status}`)
      if (Date.now() > until) throw new Error(`${path} was never answered`)
      await wait(100)
    }
  }

  async #ask(app: Part, path: string, init: RequestInit): Promise<Answer> {
    // A connection of its own each time: one that a page server has closed meanwhile would look like a failure.
    const headers = {
      accept: 'text/html',
      connection: 'close',
      ...(this.cookie && { cookie: this.cookie }),
      ...(init.headers as Fields),
    }
    const answer = await fetch(app.origin + path, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(40_000) })
    const cookie =
      answer.headers
        .getSetCookie()
        .find((one) => one.startsWith('qs='))
        ?.split(';', 1)[0] ?? null
    const { status } = answer
    return {
      status,
      location: answer.headers.get('location'),
      retryAfter: answer.headers.get('retry-after'),
      text: await answer.text(),
      cookie,
    }
  }

  /** Signs in as people do. */
  async signIn(app: Part, email: string): Promise<Answer> {
    const answer = await this.post(app, '/sign-in', { email, password: 'quayside-demo' })
    if (answer.status !== 303 || !answer.cookie) throw new Error(`${email} could not sign in: ${answer.status}`)
    this.cookie = answer.cookie
    return answer
  }
}

/** Staff of the host who are signed in already, as many as are wanted. */
export async function staffOf(node: Node, role: string, count: number): Promise<Visitor[]> {
  const visitors: Visitor[] = []
  for (let index = 0; index < count; index++) {
    const email = `${role}-${randomBytes(6).toString('hex')}@staff.example`
    const session = randomBytes(20).toString('hex')
    await node.rows(
      'insert into persons (email, name, staff_role, created_at, updated_at) values (?, ?, ?, utc_timestamp(3), utc_timestamp(3))',
      [email, `${role} ${index}`, role],
    )
    await node.rows(
      'insert into sessions (id, user_id, expires_at) select ?, id, utc_timestamp(3) + interval 10 hour from persons where email = ?',
      [createHash('sha256').update(session).digest('hex'), email],
    )
    const visitor = new Visitor()
    visitor.cookie = `qs=${session}`
    visitors.push(visitor)
  }
  return visitors
}

/** Values of the inputs of a page whose name begins like this, by name. */
export function inputsOf(html: string, begin: string): Fields {
  const inputs = [...html.matchAll(/<input\b[^>]*>/g)].map((match) => match[0])
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
  const named = inputs
    .filter((tag) => attribute(tag, 'type') === 'hidden')
    .map((tag) => [attribute(tag, 'name'), attribute(tag, 'value')])
  return Object.fromEntries(named.filter(([name]) => name?.startsWith(begin)))
}
