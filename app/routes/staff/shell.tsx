import { Outlet, useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

const behind = { imports: 'imports.read', jobs: 'jobs.read', audit: 'audit.read', people: 'people.read' } as const

export const loader = staff.load('shell.see', ({ scope, context }) => {
  const hidden = Object.entries(behind).filter(([, ability]) => scope.may(ability) === 'nowhere')
  return { facts: frameFacts(scope.who, context), hidden: hidden.map(([page]) => page) }
})
/** Who reads and what they may changes only by loading a page anew. */
export const shouldRevalidate = () => false

export default function StaffShell() {
  const { facts, hidden } = useLoaderData<typeof loader>()
  return (
    <AudienceFrame audience="staff" facts={facts} hidden={hidden} searchable>
      <Outlet />
    </AudienceFrame>
  )
}
