/* Keyset paging: newer and older, never a page number, never a total that scans the table. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The same page with other search parameters: null takes one away. Paging starts anew unless `after`/`before` is set here. */
export function hrefWith(path: string, search: URLSearchParams | string, changes: Record<string, string | null>): string {
  const next = new URLSearchParams(search)
  if (!('after' in changes) && !('before' in changes)) {
    next.delete('after')
    next.delete('before')
  }
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') next.delete(name)
    else next.set(name, value)
  }
  const query = next.toString()
  return query ? `${path}?${query}` : path
}

/** The same address without some of its parameters. */
export const hrefWithout = (path: string, search: string, parameters: readonly string[]): string =>
  hrefWith(path, search, Object.fromEntries(parameters.map((one) => [one, null])))

/** Which page of a list an address names. */
export const pageAt = (search: URLSearchParams): { after: string | null; before: string | null } => ({
  after: search.get('after'),
  before: search.get('before'),
})

export type PagerProps = {
  /** What the page shows, for example "25 orders, newest first". */
  children?: ReactNode
  newerHref?: string | null | undefined
  olderHref?: string | null | undefined
  /** The list goes by name, not by time: "Previous" and "Next". */
  byName?: boolean | undefined
}
export function Pager({ children, newerHref, olderHref, byName }: PagerProps) {
  const { t } = useTranslation('ui')
  return (
    <nav className="pager" aria-label={t('pager.label')}>
      {children ? <span>{children}</span> : null}
      <span className="pager-keys" aria-hidden="true">
        <kbd>J</kbd> <kbd>K</kbd>
      </span>
      <span className="pager-links">
        <PageLink href={newerHref} rel="prev">
          <ChevronLeft className="icon icon-s" aria-hidden="true" />
          {byName ? t('pager.previous') : t('pager.newer')}
        </PageLink>
        <PageLink href={olderHref} rel="next">
          {byName ? t('pager.next') : t('pager.older')}
          <ChevronRight className="icon icon-s" aria-hidden="true" />
        </PageLink>
      </span>
    </nav>
  )
}

export type PagesProps = {
  page: { before: string | null; after: string | null }
  path: string
  search: string
  byName?: boolean | undefined
}
/** The pager of a list that is one of several things on its page, or has nothing to say: not there where all is on one page. */
export function Pages({ page: { before, after }, path, search, byName }: PagesProps) {
  if (!before && !after) return null
  return (
    <Pager
      byName={byName}
      newerHref={before && hrefWith(path, search, { before, after: null })}
      olderHref={after && hrefWith(path, search, { after, before: null })}
    />
  )
}

function PageLink({ href, rel, children }: { href: string | null | undefined; rel: string; children: ReactNode }) {
  return href ? (
    <a className="btn btn-small" href={href} rel={rel}>
      {children}
    </a>
  ) : (
    <span className="btn btn-small" aria-disabled="true">
      {children}
    </span>
  )
}
