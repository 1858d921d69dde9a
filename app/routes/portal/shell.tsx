import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { member } from '~/access/guards.server'
import { switcherAccounts } from '~/features/accounts/accounts.queries.server'
import { FramedFailure } from '../failure'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = member.load('shell.see', async ({ scope, context }) => {
  const { accounts } = await switcherAccounts(scope)
  return {
    facts: frameFacts(scope.who, context),
    accounts,
    goods: scope.may('orders.read') !== 'nowhere',
  }
})
/** Who reads and what they may changes only by loading a page anew. */
export const shouldRevalidate = () => false

type Framed = ReturnType<typeof useLoaderData<typeof loader>> & { children: ReactNode }

function PortalFrame({ facts, accounts, goods, children }: Framed) {
  const [first] = accounts
  const all = accounts.map(({ code, name, city }) => ({ code, name, note: city ?? code }))
  return (
    <AudienceFrame audience="portal" facts={facts} accounts={{ all, name: first?.name ?? facts.host }} searchable={goods}>
      {children}
    </AudienceFrame>
  )
}

export default function PortalShell() {
  return (
    <PortalFrame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </PortalFrame>
  )
}

export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('routes/portal/shell')
  return <FramedFailure homeHref="/portal" frame={data ? (page) => <PortalFrame {...data}>{page}</PortalFrame> : null} />
}
