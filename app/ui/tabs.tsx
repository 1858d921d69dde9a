/* Views of a list, or the pages of a record: a row of links with the current one underlined. */
import type { ReactNode } from 'react'

export type Tab = {
  href: string
  label: string
  /** A capped count ("99+"); never a count that scans the table. */
  count?: string | number | undefined
  icon?: ReactNode
  current?: boolean | undefined
  /** A line before it: own views after the given ones. */
  apart?: boolean | undefined
}
export function Tabs({ label, tabs, end }: { label: string; tabs: readonly Tab[]; end?: ReactNode }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <a
          key={tab.href}
          href={tab.href}
          aria-current={tab.current ? 'page' : undefined}
          className={tab.apart ? 'tab-apart' : undefined}
        >
          {tab.icon}
          {tab.label}
          {tab.count === undefined ? null : <span className="tab-count">{tab.count}</span>}
        </a>
      ))}
      {end}
    </nav>
  )
}
