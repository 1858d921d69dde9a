/* A choice between a few ways to see the same thing. Each way is a link, so it works without JavaScript and can be mailed. */
import type { ReactNode } from 'react'

export type Segment = { href: string; label: string; icon?: ReactNode; current?: boolean | undefined }

export function Segmented({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav className="segmented" aria-label={label}>
      {segments.map((segment) => (
        <a key={segment.href} href={segment.href} aria-current={segment.current ? 'true' : undefined} data-stay>
          {segment.icon ? (
            <>
              {segment.icon}
              <span className="sr">{segment.label}</span>
            </>
          ) : (
            segment.label
          )}
        </a>
      ))}
    </nav>
  )
}
