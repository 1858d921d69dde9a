import { useLocation } from '@remix-run/react'
import type { ReactNode } from 'react'

/** A small form that sets a preference and comes back to this page. */
export function PreferenceForm({ action, children }: { action: string; children: ReactNode }) {
  const { pathname, search } = useLocation()
  return (
    <form method="post" action={action} className="contents" data-preference="">
      <input type="hidden" name="back" value={pathname + search} />
      {children}
    </form>
  )
}
