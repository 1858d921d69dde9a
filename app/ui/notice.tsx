/* A notice stays on the page: what to know, what changed meanwhile, what is wrong. */
import type { ReactNode } from 'react'
import type { Mark } from './status'

export type NoticeProps = {
  tone?: 'info' | 'ok' | 'warn' | 'bad' | undefined
  /** The first, bold words. */
  title?: ReactNode
  action?: ReactNode
  /** Announces itself when it appears after something the reader did. */
  live?: boolean | undefined
  children?: ReactNode
}
const marks: Record<NonNullable<NoticeProps['tone']>, Mark> = { info: 'info', ok: 't4', warn: 'late', bad: 'stop' }

export function Notice({ tone = 'info', title, action, live, children }: NoticeProps) {
  return (
    <div className={`notice notice-${tone} m-${marks[tone]}`} role={live ? (tone === 'bad' ? 'alert' : 'status') : undefined}>
      <div className="notice-text">
        {title ? <b>{title} </b> : null}
        {children}
      </div>
      {action}
    </div>
  )
}
