import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { supplier } from '~/access/guards.server'
import { FramedFailure } from '../failure'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = supplier.load('shell.see', ({ scope, context }) => ({
  facts: frameFacts(scope.who, context),
  // Who may do nothing of what an account sells finds nothing of it either.
  sells: scope.may('catalog.read') !== 'nowhere',
}))
export const shouldRevalidate = () => false

export default function SupplierShell() {
  const { facts, sells } = useLoaderData<typeof loader>()
  return (
    <AudienceFrame audience="supplier" facts={facts} searchable={sells}>
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
