import { Outlet, useLoaderData, useRouteLoaderData } from '@remix-run/react'
import type { ReactNode } from 'react'
import { staff } from '~/access/guards.server'
import { FramedFailure } from '../failure'
import { AudienceFrame } from '../frame'
import { frameFacts } from '../frame.server'

export const loader = staff.load('shell.see', ({ scope, context }) => ({ facts: frameFacts(scope.who, context) }))
/** Who reads and what they may changes only by loading a page anew. */
export const shouldRevalidate = () => false

type Framed = ReturnType<typeof useLoaderData<typeof loader>> & { children: ReactNode }

const StaffFrame = ({ facts, children }: Framed) => (
  <AudienceFrame audience="staff" facts={facts} searchable>
    {children}
  </AudienceFrame>
)

export default function StaffShell() {
  return (
    <StaffFrame {...useLoaderData<typeof loader>()}>
      <Outlet />
    </StaffFrame>
  )
}

export function ErrorBoundary() {
  const data = useRouteLoaderData<typeof loader>('routes/staff/shell')
  return <FramedFailure homeHref="/staff" frame={data ? (page) => <StaffFrame {...data}>{page}</StaffFrame> : null} />
}
