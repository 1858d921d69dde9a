import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { distributor } from '~/access/guards.server'
import { FramedFailure } from '../failure'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = distributor.load('shell.see', ({ scope, context }) => ({ facts: frameFacts(scope.who, context) }))
export const shouldRevalidate = () => false

export default function DistributorShell() {
  return (
    <AudienceFrame audience="distributor" facts={useLoaderData<typeof loader>().facts} searchable>
      <Outlet />
    </AudienceFrame>
  )
}

export function ErrorBoundary() {
  const facts = useRouteLoaderData<typeof loader>('routes/distributor/shell')?.facts
  const frame =
    facts &&
    ((page: ReactNode) => (
      <AudienceFrame audience="distributor" facts={facts}>
        {page}
      </AudienceFrame>
    ))
  return <FramedFailure homeHref="/distributor" frame={frame ?? null} />
}
