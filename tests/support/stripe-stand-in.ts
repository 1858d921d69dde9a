import { createHmac, randomBytes } from 'node:crypto'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'

/**
 * A small server that answers the calls of stripe-node that Quayside makes, for demo and tests, where there is no Stripe: customers,
 * checkout sessions with a page to pay on, payment intents, events. No money moves, and its page says so.
 */
export type StandIn = {
  url: string
  key: string
  secret: string
  /** Pays a session as its page does, without telling anybody. Answers the event that would tell. */
  pay(session: string): Told
  expire(session: string): Told
  /** A message with its signature, as it would be sent at an instant. */
  message(event: Told, at?: Date): { body: string; signature: string }
  sessions(): Session[]
  /** How often each call was made: 'POST /v1/checkout/sessions'. */
  calls: Map<string, number>
  stop(): Promise<void>
}
export type Told = { id: string; object: 'event'; type: string; created: number; data: { object: Record<string, unknown> } }
export type Session = {
  id: string
  object: 'checkout.session'
  status: 'open' | 'complete' | 'expired'
  payment_status: 'paid' | 'unpaid'
  client_reference_id: string | null
  amount_total: number
  currency: string
  payment_intent: string | null
  success_url: string
  cancel_url: string
  url: string | null
  livemode: false
}

export type StandInOptions = {
  port?: number
  /** Where messages go when somebody pays on the page; nowhere if it is left out. */
  hook?: string
  secret?: string
  /** How often and after how many milliseconds each message is sent. */
  deliveries?: readonly number[]
}

const idOf = (prefix: string) => `${prefix}_test_${randomBytes(9).toString('hex')}`

/** 'line_items[0][price_data][unit_amount]=5' → 5 × quantity, for all of them. */
function amountOf(form: URLSearchParams): { amount: number; currency: string } {
  let [amount, currency] = [0, '']
  for (let index = 0; form.has(`line_items[${index}][quantity]`); index++) {
    const price = Number(form.get(`line_items[${index}][price_data][unit_amount]`))
    amount += price * Number(form.get(`line_items[${index}][quantity]`))
    currency = form.get(`line_items[${index}][price_data][currency]`) ?? ''
  }
  return { amount, currency }
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`)

const page = (
  session: Session,
) => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Test payment</title><body style="font:16px system-ui;max-width:30rem;margin:4rem auto;padding:0 1rem">
<h1>Test payment</h1><p>This page stands in for Stripe. No money moves.</p>
<p><b>${escaped(session.currency.toUpperCase())} ${session.amount_total}</b> in the smallest unit, for ${escaped(session.client_reference_id ?? '')}</p>
${
  session.status === 'open'
    ? '<form method="post"><button name="do" value="pay">Pay (test payment)</button></form>'
    : `<p>${session.status}</p>`
}
<p><a href="${escaped(session.cancel_url)}">Back</a></p></body></html>`

class Shop {
  readonly calls = new Map<string, number>()
  readonly sessions = new Map<string, Session>()
  readonly events = new Map<string, Told>()
  readonly #answers = new Map<string, { said: string; answer: object }>()
  url = ''

  #told(type: string, session: Session): Told {
    const event: Told = {
      id: idOf('evt'),
      object: 'event',
      type,
      created: Math.floor(Date.now() / 1000),
      data: { object: { ...session } },
    }
    this.events.set(event.id, event)
    return event
  }

  pay(id: string): Told {
    const session = this.#session(id)
    if (session.status === 'expired') throw new Error('the session has expired')
    session.payment_intent ??= idOf('pi')
    Object.assign(session, { status: 'complete', payment_status: 'paid', url: null })
    return this.#told('checkout.session.completed', session)
  }

  expire(id: string): Told {
    const session = this.#session(id)
    if (session.status === 'open') Object.assign(session, { status: 'expired', url: null })
    return this.#told('checkout.session.expired', session)
  }

  #session(id: string): Session {
    const session = this.sessions.get(id)
    if (!session) throw new Error(`no session ${id}`)
    return session
  }

  /** One call of the API; the same idempotency key gets the same answer, and another body under it is refused. */
  answer(method: string, path: string, body: string, key: string | undefined): [status: number, answer: object] {
    const name = `${method} ${path.replace(/(cs|pi|evt|cus)_test_\w+/, ':id')}`
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1)
    const known = key === undefined ? undefined : this.#answers.get(key)
    if (known && known.said !== body) return [400, { error: { type: 'idempotency_error', message: 'other parameters' } }]
    if (known) return [200, known.answer]
    const [status, answer] = this.#carryOut(method, path, new URLSearchParams(body))
    if (key !== undefined && status === 200) this.#answers.set(key, { said: body, answer })
    return [status, answer]
  }

  #carryOut(method: string, path: string, form: URLSearchParams): [number, object] {
    if (method === 'POST' && path === '/v1/customers')
      return [200, { id: idOf('cus'), object: 'customer', email: form.get('email') }]
    if (method === 'POST' && path === '/v1/checkout/sessions') return [200, this.#open(form)]
    const [, kind, id = '', does] = /^\/v1\/(checkout\/sessions|payment_intents|events)\/(\w+)(\/expire)?$/.exec(path) ?? []
    if (kind === 'checkout/sessions' && this.sessions.has(id)) {
      if (does) this.expire(id)
      return [200, { ...this.#session(id) }]
    }
    const paid = [...this.sessions.values()].find((one) => one.payment_intent === id)
    if (kind === 'payment_intents' && paid)
      return [200, { id, object: 'payment_intent', status: 'succeeded', amount: paid.amount_total, currency: paid.currency }]
    const event = this.events.get(id)
    if (kind === 'events' && event) return [200, event]
    return [404, { error: { type: 'invalid_request_error', message: `no such ${path}` } }]
  }

  #open(form: URLSearchParams): Session {
    const id = idOf('cs')
    const { amount, currency } = amountOf(form)
    const session: Session = {
      id,
      object: 'checkout.session',
      status: 'open',
      payment_status: 'unpaid',
      client_reference_id: form.get('client_reference_id'),
      amount_total: amount,
      currency,
      payment_intent: null,
      success_url: form.get('success_url') ?? '',
      cancel_url: form.get('cancel_url') ?? '',
      url: `${this.url}/pay/${id}`,
      livemode: false,
    }
    this.sessions.set(id, session)
    return { ...session }
  }
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

const signed = (event: Told, secret: string, at: Date) => {
  const body = JSON.stringify(event)
  const time = Math.floor(at.getTime() / 1000)
  return { body, signature: `t=${time},v1=${createHmac('sha256', secret).update(`${time}.${body}`).digest('hex')}` }
}

/** Starts the stand-in; `stop` ends it and whatever it was about to send. */
export async function startStripeStandIn(options: StandInOptions = {}): Promise<StandIn> {
  const shop = new Shop()
  const secret = options.secret ?? `whsec_${randomBytes(16).toString('hex')}`
  const timers = new Set<NodeJS.Timeout>()
  const send = (event: Told) => {
    const { hook } = options
    if (!hook) return
    for (const delay of options.deliveries ?? [0]) {
      const timer = setTimeout(async () => {
        timers.delete(timer)
        const { body, signature } = signed(event, secret, new Date())
        const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
        await fetch(hook, { method: 'POST', headers, body }).catch(() => undefined)
      }, delay)
      timers.add(timer)
    }
  }
  const server = createServer((request, response) => void respond(shop, request, response, send))
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const address = server.address()
  shop.url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  return {
    url: shop.url,
    key: 'sk_test_standin',
    secret,
    pay: (session) => shop.pay(session),
    expire: (session) => shop.expire(session),
    message: (event, at = new Date()) => signed(event, secret, at),
    sessions: () => [...shop.sessions.values()],
    calls: shop.calls,
    stop: () => stopped(server, timers),
  }
}

async function respond(shop: Shop, request: IncomingMessage, response: ServerResponse, send: (event: Told) => void) {
  const { method = 'GET' } = request
  const path = new URL(request.url ?? '/', shop.url).pathname
  const body = await readBody(request)
  const session = shop.sessions.get(/^\/pay\/(\w+)$/.exec(path)?.[1] ?? '')
  if (session && method === 'POST') {
    if (session.status === 'open') send(shop.pay(session.id))
    return void response.writeHead(303, { location: session.success_url }).end()
  }
  if (session) return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(session))
  const key = request.headers['idempotency-key']
  const [status, answer] = shop.answer(method, path, body, typeof key === 'string' ? key : undefined)
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': idOf('req') }).end(JSON.stringify(answer))
}

const stopped = (server: Server, timers: Set<NodeJS.Timeout>) =>
  new Promise<void>((resolve) => {
    for (const timer of timers) clearTimeout(timer)
    server.closeAllConnections()
    server.close(() => resolve())
  })
