import Stripe from 'stripe'
import { env } from '~/env.server'

/** Payments by card and the like. Without a key there are none, and pages explain how to transfer. */
export const takesCards = (): boolean => env.STRIPE_SECRET_KEY !== undefined && env.STRIPE_WEBHOOK_SECRET !== undefined
/** Nothing that is paid is money: a key of Stripe's test mode, or the local stand-in. */
export const isTestMode = (): boolean => env.STRIPE_SECRET_KEY?.startsWith('sk_test_') ?? false

let made: Stripe | null = null

function client(): Stripe {
  if (made) return made
  if (!env.STRIPE_SECRET_KEY) throw new Error('no key for Stripe')
  const url = env.STRIPE_API_URL ? new URL(env.STRIPE_API_URL) : null
  made = new Stripe(env.STRIPE_SECRET_KEY, {
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
    ...(url && { protocol: url.protocol === 'http:' ? 'http' : 'https', host: url.hostname, port: url.port }),
  })
  return made
}

export type Asked = {
  /** Ours: the key under which the same is never made twice. */
  code: string
  currency: string
  /** Each with its amount in the currency's smallest unit. */
  items: readonly { name: string; amount: number }[]
  email: string
  language: string
  expiresAt: Date
  returnTo: string
}

/** Makes a page at the provider on which these items are paid; asked again with the same code it is the same page. */
export async function openSession(asked: Asked): Promise<{ id: string; url: string }> {
  const session = await client().checkout.sessions.create(
    {
      mode: 'payment',
      client_reference_id: asked.code,
      metadata: { checkout: asked.code },
      customer_email: asked.email,
      locale: asked.language === 'zh-CN' ? 'zh' : 'en',
      expires_at: Math.floor(asked.expiresAt.getTime() / 1000),
      // Stripe says that it was paid by its own message, which may come after the payer: the page then waits for it.
      success_url: `${asked.returnTo}?back=paid`,
      cancel_url: asked.returnTo,
      line_items: asked.items.map(({ name, amount }) => ({
        quantity: 1,
        price_data: { currency: asked.currency.toLowerCase(), unit_amount: amount, product_data: { name } },
      })),
    },
    { idempotencyKey: `checkout-${asked.code}` },
  )
  if (!session.url) throw new Error('a session without a page')
  return { id: session.id, url: session.url }
}

export type PaidSession = {
  id: string
  code: string | null
  intent: string | null
  paid: boolean
  expired: boolean
  /** In the currency's smallest unit. */
  amount: number
  currency: string
}

/** The session as it is now, whatever a message said of it. */
export async function readSession(id: string): Promise<PaidSession> {
  const session = await client().checkout.sessions.retrieve(id)
  const { payment_intent: intent } = session
  return {
    id: session.id,
    code: session.client_reference_id,
    intent: typeof intent === 'string' ? intent : (intent?.id ?? null),
    paid: session.payment_status === 'paid',
    expired: session.status === 'expired',
    amount: session.amount_total ?? 0,
    currency: (session.currency ?? '').toUpperCase(),
  }
}

export type Heard = { id: string; type: string; session: string | null }

const tolerance = 300

/** A message of the provider, if it is one: signed over the very bytes, neither older nor newer than five minutes. Else null. */
export function readMessage(body: Buffer, signature: string | undefined, now: Date): Heard | null {
  if (!env.STRIPE_WEBHOOK_SECRET || !signature) return null
  const said = Number(/(?:^|,)t=(\d+)/.exec(signature)?.[1] ?? Number.NaN)
  const seconds = Math.floor(now.getTime() / 1000)
  // The library refuses what is old; what claims to come from the future could be kept and sent again later.
  if (!(said <= seconds + tolerance)) return null
  try {
    const event = client().webhooks.constructEvent(
      body,
      signature,
      env.STRIPE_WEBHOOK_SECRET,
      tolerance,
      undefined,
      now.getTime(),
    )
    const object = event.data.object as { id?: string; object?: string }
    return { id: event.id, type: event.type, session: object.object === 'checkout.session' ? (object.id ?? null) : null }
  } catch {
    return null
  }
}
