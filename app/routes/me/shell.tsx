import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { person } from '~/access/guards.server'
import { FramedFailure } from '../failure'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = person.load('me.read', ({ scope, context }) => ({ facts: frameFacts(scope.who, context) }))
export const shouldRevalidate = () => false

export default function MeShell() {
  return (
    <AudienceFrame audience="me" facts={useLoaderData<typeof loader>().facts}>
      <Outlet />
    </AudienceFrame>
  )
}

export function ErrorBoundary() {
  const facts = useRouteLoaderData<typeof loader>('routes/me/shell')?.facts
  const frame =
    facts &&
    ((page: ReactNode) => (
      <AudienceFrame audience="me" facts={facts}>
        {page}
      </AudienceFrame>
    ))
  return <FramedFailure homeHref="/" frame={frame ?? null} />
}
