/* What is and what should be, side by side: one row for each field, on a phone below one another. */
import type { ReactNode } from 'react'
import { Slip } from './status'

export type DiffPiece = { text: string; change: 'same' | 'gone' | 'new' }

/** One side of a difference: what stays, and what goes (`before`) or comes (`after`). */
export function DiffText({ parts, side }: { parts: readonly DiffPiece[]; side: 'before' | 'after' }) {
  const hidden = side === 'before' ? 'new' : 'gone'
  return parts
    .filter((part) => part.change !== hidden)
    .map(({ text, change }, index) => {
      // biome-ignore-start lint/suspicious/noArrayIndexKey: the pieces of one text never move
      if (change === 'same') return <span key={index}>{text}</span>
      return side === 'before' ? <del key={index}>{text}</del> : <ins key={index}>{text}</ins>
      // biome-ignore-end lint/suspicious/noArrayIndexKey: the pieces of one text never move
    })
}

export type DiffRow = {
  key: string
  id?: string | undefined
  field: ReactNode
  small?: ReactNode
  before: ReactNode
  after: ReactNode
  /** What one should know before deciding, below the proposed value. */
  warnings?: readonly { tone: 'warn' | 'bad' | 'ok'; text: ReactNode }[] | undefined
  end: ReactNode
  refused?: boolean | undefined
}
export type DiffListProps = {
  heads: readonly [field: string, before: string, after: string, end: string]
  rows: readonly DiffRow[]
}
export function DiffList({ heads, rows }: DiffListProps) {
  return (
    <ul className="diff">
      <li className="diff-head" aria-hidden="true">
        {heads.map((head) => (
          <div key={head}>{head}</div>
        ))}
      </li>
      {rows.map((row) => (
        <li key={row.key} id={row.id} className={row.refused ? 'diff-refused' : undefined}>
          <div className="diff-field">
            {row.field}
            {row.small ? <small>{row.small}</small> : null}
          </div>
          <div className="diff-before">
            <span className="diff-label">{heads[1]}</span>
            {row.before}
          </div>
          <div className="diff-after">
            <span className="diff-label">{heads[2]}</span>
            {row.after}
            {row.warnings?.map(({ tone, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the warnings of one row never move
              <p key={index} className="diff-warning">
                <Slip tone={tone} mark={tone === 'ok' ? 'check' : tone === 'bad' ? 'stop' : 'late'}>
                  {text}
                </Slip>
              </p>
            ))}
          </div>
          <div className="diff-end">{row.end}</div>
        </li>
      ))}
    </ul>
  )
}
