import { Outlet, useLoaderData } from '@remix-run/react'
import { distributor } from '~/access/guards.server'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = distributor.load('shell.see', ({ scope, context }) => ({ facts: frameFacts(scope.who, context) }))
export const shouldRevalidate = () => false

export default function DistributorShell() {
  return (
    <AudienceFrame audience="distributor" facts={useLoaderData<typeof loader>().facts}>
      <Outlet />
    </AudienceFrame>
  )
}
