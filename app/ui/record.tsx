/* One record: where it hangs, what it is, how it stands, three or four facts, what can be done. Then its content and its side. */
import type { ReactNode } from 'react'
import type { Crumb } from './page-head'
import { Breadcrumb } from './page-head'

export type Fact = { label: string; value: ReactNode }
export type RecordHeadProps = {
  crumbs: readonly Crumb[]
  /** "Order SO-48102", or the answer itself: "Package 2 is in the Red Sea." */
  title: ReactNode
  /** The title is the answer: larger, with the statuses above it. */
  answer?: boolean | undefined
  /** Status pills. */
  statuses?: ReactNode
  /** Beside the statuses when the title is the answer: "Shipment SH-90377 of order SO-48102". */
  what?: ReactNode
  lead?: ReactNode
  facts?: readonly Fact[] | undefined
  actions?: ReactNode
}
export function RecordHead({ crumbs, title, answer, statuses, what, lead, facts, actions }: RecordHeadProps) {
  return (
    <>
      <Breadcrumb crumbs={crumbs} />
      <header className="head record-head">
        <div>
          {answer ? (
            <>
              <div className="record-line">
                {what ? <span className="record-what">{what}</span> : null}
                {statuses}
              </div>
              <h1 className="answer">{title}</h1>
            </>
          ) : (
            <div className="record-line">
              <h1>{title}</h1>
              {statuses}
            </div>
          )}
          {lead ? <p className="lead">{lead}</p> : null}
          {facts ? <Facts facts={facts} /> : null}
        </div>
        {actions ? <div className="actions">{actions}</div> : null}
      </header>
    </>
  )
}

export function Facts({ facts }: { facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Names and values below one another; `figures` sets the values right, in tabular figures. */
export function Pairs({ facts, figures }: { facts: readonly Fact[]; figures?: boolean | undefined }) {
  return (
    <dl className={figures ? 'pairs pairs-figures' : 'pairs'}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Content at the left, what goes with it at the right; below one another on a narrow page. */
export function Columns({ children, side }: { children: ReactNode; side: ReactNode }) {
  return (
    <div className="columns">
      <div className="columns-main">{children}</div>
      <aside className="side">{side}</aside>
    </div>
  )
}

/** A thing with parts of its own inside a record: a package, an address. */
export function Card({ head, children }: { head?: ReactNode; children: ReactNode }) {
  return (
    <article className="card">
      {head ? <header className="card-head">{head}</header> : null}
      <div className="card-body">{children}</div>
    </article>
  )
}
export function Cards({ children }: { children: ReactNode }) {
  return <div className="cards">{children}</div>
}

/** A package's number in a box. */
export function NumberBox({ children, title }: { children: ReactNode; title?: string | undefined }) {
  return (
    <span className="number-box" title={title}>
      {children}
    </span>
  )
}
