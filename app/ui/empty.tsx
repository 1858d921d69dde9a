/* An empty state says why it is empty and what to do next. */
import type { ReactNode } from 'react'

export type EmptyProps = { title: string; children?: ReactNode; actions?: ReactNode; level?: 2 | 3 | undefined }

export function Empty({ title, children, actions, level = 2 }: EmptyProps) {
  const Heading = `h${level}` as const
  return (
    <div className="empty">
      <svg viewBox="0 0 96 56" aria-hidden="true">
        <path d="M4 44c8-4 16-4 24 0s16 4 24 0 16-4 24 0 12 3 16 1" />
        <path d="M4 51c8-4 16-4 24 0s16 4 24 0 16-4 24 0 12 3 16 1" opacity=".5" />
        <path d="M48 4v34M48 8h6M48 14h10M48 20h6M48 26h6M48 32h10" />
      </svg>
      <Heading className="empty-title">{title}</Heading>
      {children ? <p>{children}</p> : null}
      {actions ? <div className="empty-actions">{actions}</div> : null}
    </div>
  )
}
