import type { LocalDate } from '~/values/local-date'

/** So many lines are read at a time, or those of one day. */
const most = 4000

/** Cuts sorted days with how many lines each has into stretches of neighbours, as long as they hold no more than fits. */
export function cutAt(days: readonly (readonly [LocalDate, number])[], fits = most): { from: LocalDate; to: LocalDate }[] {
  const spans: { from: LocalDate; to: LocalDate; lines: number }[] = []
  for (const [day, lines] of days) {
    const last = spans.at(-1)
    if (last && last.lines + lines <= fits) Object.assign(last, { to: day, lines: last.lines + lines })
    else spans.push({ from: day, to: day, lines })
  }
  return spans.map(({ from, to }) => ({ from, to }))
}
