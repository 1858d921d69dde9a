/** One line of the table: what was measured, its figure, and what it should be. */
export type Figure = { what: string; figure: number; unit: string; target: string; good: boolean; detail: string }

export const atMost = (what: string, figure: number, most: number, unit = '', detail = ''): Figure => ({
  what,
  figure,
  unit,
  target: `≤ ${most}${unit}`,
  good: figure <= most,
  detail,
})
export const atLeast = (what: string, figure: number, least: number, unit = '', detail = ''): Figure => ({
  what,
  figure,
  unit,
  target: `≥ ${least}${unit}`,
  good: figure >= least,
  detail,
})

const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b)
export const percentile = (values: readonly number[], share: number): number => {
  const all = sorted(values)
  return all[Math.min(all.length - 1, Math.floor(all.length * share))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => percentile(values, 0.5)

/**
 * Measures two things by turns, so that whatever else the machine does falls on both, and answers their 95th percentiles, the ratio of
 * these, and their medians. Milliseconds. Of fewer than some hundred each, a pause more or less decides the 95th percentile.
 */
export async function pairedP95(a: () => Promise<number>, b: () => Promise<number>, each = 600) {
  for (let warm = 0; warm < 15; warm++) await Promise.all([a(), b()])
  const [as, bs]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < each; turn++) {
    // Whoever goes first finds the caches colder: take turns.
    if (turn % 2 === 0) as.push(await a())
    bs.push(await b())
    if (turn % 2 === 1) as.push(await a())
  }
  const p95 = [percentile(as, 0.95), percentile(bs, 0.95)] as const
  return { ratio: p95[0] / p95[1], p95, p50: [median(as), median(bs)] as const }
}

export const printed = (figures: readonly Figure[]): string => {
  const rows = figures.map(
    ({ what, figure, unit, target, good, detail }) =>
      `| ${what} | ${figure.toFixed(2)}${unit} | ${target} | ${good ? 'yes' : '**no**'} | ${detail} |`,
  )
  return ['| what | measured | target | met | besides |', '|---|--:|--:|:-:|---|', ...rows].join('\n')
}
