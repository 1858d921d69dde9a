import { Outlet, useLoaderData } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { switcherAccounts } from '~/features/accounts/accounts.queries.server'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = member.load('shell.see', async ({ scope, context }) => {
  const { accounts } = await switcherAccounts(scope)
  return {
    facts: frameFacts(scope.who, context),
    accounts,
    goods: scope.may('orders.read') !== 'nowhere',
    hidden: [
      ...(scope.may('orders.read') === 'nowhere' ? ['orders', 'shipments'] : []),
      ...(scope.may('invoices.read') === 'nowhere' ? ['invoices'] : []),
    ],
  }
})
/** Who reads and what they may changes only by loading a page anew. */
export const shouldRevalidate = () => false

export default function PortalShell() {
  const { facts, accounts, goods, hidden } = useLoaderData<typeof loader>()
  const [first] = accounts
  const all = accounts.map(({ code, name, city }) => ({ code, name, note: city ?? code }))
  return (
    <AudienceFrame
      audience="portal"
      facts={facts}
      accounts={{ all, name: first?.name ?? facts.host }}
      hidden={hidden}
      searchable={goods}
    >
      <Outlet />
    </AudienceFrame>
  )
}
