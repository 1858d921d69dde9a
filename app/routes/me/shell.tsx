import { Outlet, useLoaderData } from '@remix-run/react'
import { person } from '~/access/guards.server'
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
