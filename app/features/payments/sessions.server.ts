import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { openSession } from '~/integrations/stripe/stripe.server'
import type { JobHandler, SystemScope } from '~/work/jobs'
import { checkoutTopic } from './checkouts.server'
import { inMinorUnits } from './payment'

/** Makes the page at the provider on which a checkout is paid. Done twice it is the same page, by the checkout's code. */
export const sessionMaker: JobHandler = {
  topic: checkoutTopic,
  async run(payload, { scope }) {
    const { id } = payload as { id: Id }
    const checkout = await scope.rows
      .selectFrom('checkouts as c')
      .innerJoin('persons as p', 'p.id', 'c.created_by')
      .select(['c.id', 'c.code', 'c.currency', 'c.state', 'c.expires_at', 'c.session_id', 'p.email', 'p.language'])
      .where('c.id', '=', id)
      .executeTakeFirst()
    if (checkout?.state !== 'open' || checkout.session_id !== null || checkout.expires_at < scope.now) return
    const { code, currency, email, language, expires_at: expiresAt } = checkout
    const items = await itemsOf(scope, id, currency)
    const session = await openSession({
      ...{ code, currency, email, language, expiresAt, items },
      returnTo: `${env.PUBLIC_URL}/portal/checkouts/${code}`,
    })
    await scope.rows
      .updateTable('checkouts')
      .set({ session_id: session.id, session_url: session.url, updated_at: scope.now })
      .where('id', '=', id)
      .where('session_id', 'is', null)
      .execute()
  },
}

async function itemsOf(scope: SystemScope, id: Id, currency: string) {
  const parts = await scope.rows
    .selectFrom('checkout_invoices as p')
    .innerJoin('invoices as i', 'i.id', 'p.invoice_id')
    .select(['i.number', 'p.amount'])
    .where('p.checkout_id', '=', id)
    .orderBy('p.id')
    .execute()
  return parts.map(({ number, amount }) => {
    const minor = inMinorUnits(amount, currency)
    if (minor === null) throw new Error(`${number} cannot be paid at the provider`)
    return { name: number, amount: minor }
  })
}
