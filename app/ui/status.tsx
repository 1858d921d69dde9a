/* A status is a word and a mark, never only a colour. The mark is a tide level that rises with the goods (t0 empty … t4 full),
   or a shape of its own where somebody must look. Marks are drawn by CSS from the class name, so that a row stays one element. */
import type { ReactNode } from 'react'
import { cx } from './class-names'

export type Mark =
  | 't0'
  | 't1'
  | 't2'
  | 't3'
  | 't4' // placed, confirmed, packed, shipped, delivered
  | 'late'
  | 'stop'
  | 'pause'
  | 'off'
  | 'plan'
  | 'you'
  | 'info'
  | 'dot'
  | 'clock'
  | 'check'
  | 'return'
export type Tone = 'plain' | 'go' | 'ok' | 'warn' | 'bad' | 'info' | 'off'

const usualTone: Record<Mark, Tone> = {
  t0: 'plain',
  t1: 'go',
  t2: 'go',
  t3: 'go',
  t4: 'ok',
  late: 'warn',
  stop: 'bad',
  pause: 'plain',
  off: 'off',
  plan: 'plain',
  you: 'warn',
  info: 'info',
  dot: 'go',
  clock: 'plain',
  check: 'ok',
  return: 'plain',
}

/** The class names of a status, for rows written by hand: `<span className={statusClass('t3')}>`. */
export const statusClass = (mark: Mark, tone: Tone = usualTone[mark], pill = false): string =>
  `st m-${mark} st-${tone}${pill ? ' st-pill' : ''}`

export type StatusProps = {
  mark: Mark
  /** Defaults to the mark's usual tone. */
  tone?: Tone | undefined
  /** Tinted, with an edge: in record headers only. */
  pill?: boolean | undefined
  children: ReactNode
}
export function Status({ mark, tone, pill, children }: StatusProps) {
  return <span className={statusClass(mark, tone, pill)}>{children}</span>
}

/** A mark alone, beside text that says the same. */
export function MarkOnly({
  mark,
  tone = usualTone[mark],
  label,
}: {
  mark: Mark
  tone?: Tone | undefined
  label?: string | undefined
}) {
  const className = `m m-${mark} tone-${tone}`
  return label ? <span className={className} role="img" aria-label={label} /> : <span className={className} aria-hidden="true" />
}

/** "5 days late": small, beside a date. `children` is the finished text. */
export function Slip({
  tone = 'warn',
  mark = 'late',
  children,
}: {
  tone?: 'warn' | 'bad' | 'ok' | undefined
  mark?: Mark | undefined
  children: ReactNode
}) {
  return <span className={`slip m-${mark} slip-${tone}`}>{children}</span>
}

/** A small label: a kind, a unit, a role. */
export function Tag({ accent, children }: { accent?: boolean | undefined; children: ReactNode }) {
  return <span className={cx('tag', accent && 'tag-accent')}>{children}</span>
}
