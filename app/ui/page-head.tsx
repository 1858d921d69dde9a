/* Titles: of a page, of a record's section. The title says the thing itself. */

import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

export type PageHeadProps = { title: ReactNode; lead?: ReactNode; actions?: ReactNode; above?: ReactNode }
export function PageHead({ title, lead, actions, above }: PageHeadProps) {
  return (
    <header className="head">
      <div>
        {above}
        <h1>{title}</h1>
        {lead ? <p className="lead">{lead}</p> : null}
      </div>
      {actions ? <div className="actions">{actions}</div> : null}
    </header>
  )
}

export type Crumb = { href?: string | undefined; label: string }
/** The way here; the last one is the page itself. */
export function Breadcrumb({ crumbs }: { crumbs: readonly Crumb[] }) {
  const { t } = useTranslation('ui')
  return (
    <nav className="crumbs" aria-label={t('breadcrumb')}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.label}>
            {index > 0 ? <ChevronRight className="icon icon-s" aria-hidden="true" /> : null}
            {crumb.href ? <a href={crumb.href}>{crumb.label}</a> : <span aria-current="page">{crumb.label}</span>}
          </li>
        ))}
      </ol>
    </nav>
  )
}

export type SectionProps = { title: ReactNode; note?: ReactNode; end?: ReactNode; id?: string | undefined; children: ReactNode }
/** A titled part of a page. `note` explains, `end` holds a link or a switch at the right. */
export function Section({ title, note, end, id, children }: SectionProps) {
  return (
    <section className="sec" id={id}>
      <div className="sec-head">
        <h2>{title}</h2>
        {note ? <p>{note}</p> : null}
        {end ? <div className="sec-end">{end}</div> : null}
      </div>
      {children}
    </section>
  )
}
