import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { supplier } from '~/access/guards.server'
import { FramedFailure } from '../failure'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = supplier.load('shell.see', ({ scope, context }) => ({ facts: frameFacts(scope.who, context) }))
export const shouldRevalidate = () => false

export default function SupplierShell() {
  return (
    <AudienceFrame audience="supplier" facts={useLoaderData<typeof loader>().facts}>
      <Outlet />
    </AudienceFrame>
  )
}

export function ErrorBoundary() {
  const facts = useRouteLoaderData<typeof loader>('routes/supplier/shell')?.facts
  const frame =
    facts &&
    ((page: ReactNode) => (
      <AudienceFrame audience="supplier" facts={facts}>
        {page}
      </AudienceFrame>
    ))
  return <FramedFailure homeHref="/supplier" frame={frame ?? null} />
}
