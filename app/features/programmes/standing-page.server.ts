import type { Scope } from '~/access/scope.server'
import type { Language } from '~/languages/settings'
import { drawChart } from '~/ui/chart.server'
import { daysBetween } from '~/values/local-date'
import { standings } from './standing.queries.server'
import type { StandingPage } from './standing-view'

/** Each programme as its page shows it, with its months drawn. */
export async function standingPages(scope: Scope<'distributor', 'programmes.read'>, language: Language): Promise<StandingPage[]> {
  const month = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' })
  const short = new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 1 })
  return (await standings(scope)).map((standing) => {
    const monthNames = standing.months.map(({ on }) => month.format(new Date(`${on}T00:00:00Z`)))
    const points = standing.months.map(({ on, reached }, index) => ({
      label: monthNames[index] ?? '',
      value: Number(reached),
      text: Number(reached) === 0 ? '' : short.format(Number(reached)),
      kind: on > standing.today ? ('planned' as const) : ('actual' as const),
    }))
    const tick = (value: number) => short.format(value)
    return {
      ...standing,
      monthNames: standing.months.map(({ on }, index) => `${monthNames[index]} ${on.slice(0, 4)}`),
      chart: drawChart({ points, tick }),
      daysLeft: Math.max(0, daysBetween(standing.today, standing.period.endsOn)),
    }
  })
}
