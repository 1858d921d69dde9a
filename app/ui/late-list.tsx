/* Late, and why: number, cause, and how far the promise slipped. */
import type { ReactNode } from 'react'
import type { SlipbarProps } from './slipbar'
import { Slipbar } from './slipbar'

export type LateItem = SlipbarProps & { href: string; number: string; cause: ReactNode }
export function LateList({ items }: { items: readonly LateItem[] }) {
  return (
    <ul className="late-list">
      {items.map((item) => (
        <li key={item.number}>
          <a className="no" href={item.href}>
            {item.number}
          </a>
          <p>{item.cause}</p>
          <Slipbar from={item.from} promised={item.promised} expected={item.expected} />
        </li>
      ))}
    </ul>
  )
}
