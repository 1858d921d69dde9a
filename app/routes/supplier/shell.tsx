import { Outlet, useLoaderData } from '@remix-run/react'
import { supplier } from '~/access/guards.server'
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
