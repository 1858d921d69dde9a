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
 * Measures two things by turns, so that whatever else the machine does falls on both, and answers the median of the ratios of
 * their 95th percentiles over the rounds. Milliseconds.
 */
export async function pairedP95(a: () => Promise<number>, b: () => Promise<number>, { rounds = 5, each = 60 } = {}) {
  for (let warm = 0; warm < 15; warm++) await Promise.all([a(), b()])
  const ratios: number[] = []
  const all: { a: number[]; b: number[] } = { a: [], b: [] }
  for (let round = 0; round < rounds; round++) {
    const [as, bs]: [number[], number[]] = [[], []]
    for (let turn = 0; turn < each; turn++) {
      // Whoever goes first finds the caches colder: take turns.
      if (turn % 2 === 0) as.push(await a())
      bs.push(await b())
      if (turn % 2 === 1) as.push(await a())
    }
    ratios.push(percentile(as, 0.95) / percentile(bs, 0.95))
    all.a.push(...as)
    all.b.push(...bs)
  }
  return {
    ratio: median(ratios),
    p95: [percentile(all.a, 0.95), percentile(all.b, 0.95)] as const,
    p50: [median(all.a), median(all.b)] as const,
  }
}

export const printed = (figures: readonly Figure[]): string => {
  const rows = figures.map(
    ({ what, figure, unit, target, good, detail }) =>
      `| ${what} | ${figure.toFixed(2)}${unit} | ${target} | ${good ? 'yes' : '**no**'} | ${detail} |`,
  )
  return ['| what | measured | target | met | besides |', '|---|--:|--:|:-:|---|', ...rows].join('\n')
}
