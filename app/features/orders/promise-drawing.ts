import type { LocalDate } from '~/values/local-date'
import { addDays, daysBetween } from '~/values/local-date'

/** The geometry of the promise history: one row per promise, each on the same ruler of days. Numbers only; no I/O. */

export type PromiseRow = {
  kind: 'first' | 'moved' | 'forward' | 'came'
  on: LocalDate
  /** Days against the row before it; of what came, against the first promise. */
  days: number
}
export type PromiseDrawing = {
  width: number
  height: number
  left: number
  right: number
  axis: number
  ticks: { x: number; on: LocalDate; labelled: boolean }[]
  rows: { x: number; y: number; kind: PromiseRow['kind']; lost: { x: number; width: number } | null }[]
}

const width = 690
const left = 200
const right = 556
const rowHeight = 28
const first = 16
/** Days between two labels of the ruler, so that at most eight are written. */
const steps = [1, 2, 7, 14, 28, 56, 112, 224, 448]
const mostLabels = 8

const round = (value: number) => Math.round(value * 10) / 10

export function drawPromises(rows: readonly PromiseRow[]): PromiseDrawing {
  const days = rows.map((row) => row.on).sort()
  const start = days[0] ?? '2000-01-01'
  const span = Math.max(4, daysBetween(start, days.at(-1) ?? start))
  const from = addDays(start, -Math.max(1, Math.round(span * 0.12)))
  const whole = span + 2 * daysBetween(from, start)
  const x = (on: LocalDate) => round(left + ((right - left) * daysBetween(from, on)) / whole)
  const promised = rows.find((row) => row.kind === 'first')?.on ?? start
  const axis = first + rows.length * rowHeight
  return {
    width,
    height: axis + 22,
    left,
    right,
    axis,
    ticks: ticksOf(from, whole).map(({ on, labelled }) => ({ on, labelled, x: x(on) })),
    rows: rows.map((row, index) => ({
      x: x(row.on),
      y: first + index * rowHeight,
      kind: row.kind,
      lost: row.on > promised ? { x: x(promised), width: round(x(row.on) - x(promised)) } : null,
    })),
  }
}

function ticksOf(from: LocalDate, whole: number): { on: LocalDate; labelled: boolean }[] {
  const step = steps.find((one) => whole / one <= mostLabels) ?? 448
  const every = step === 1 ? 1 : step === 2 ? 1 : step / 7
  const count = Math.floor(whole / every)
  return Array.from({ length: count + 1 }, (_, index) => ({
    on: addDays(from, index * every),
    labelled: (index * every) % step === 0,
  }))
}
