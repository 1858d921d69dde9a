/* What the gallery draws: a way by sea and air, one by road, one across the Pacific; two charts. */
import { drawChart } from '../chart.server'
import type { LonLat } from '../map.server'
import { drawMap } from '../map.server'
import type { Drawings } from './drawings'

const ningbo: LonLat = [121.9, 29.9]
const singapore: LonLat = [103.8, 1.3]
const rotterdam: LonLat = [4.1, 51.95]
const suez: LonLat = [32.55, 29.95]

type Say = (key: string) => string

export async function galleryDrawings(say: Say, locale: string): Promise<Drawings> {
  const month = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const months = [31200, 34800, 39500, 48100, 44200, 46000].map((value, i) => ({
    value,
    label: month.format(Date.UTC(2026, i, 1)),
  }))
  const shares = [78, 81, 84, 82, 90, 93]
  const number = new Intl.NumberFormat(locale)
  const bars = months.map(({ value, label }, i) => ({
    label,
    value,
    text: number.format(value),
    kind: i === 5 ? ('due' as const) : ('actual' as const),
  }))
  const line = shares.map((value, i) => ({ label: months[i]?.label ?? '', value, text: `${value} %` }))
  return {
    map: await drawMap({
      legs: [
        { mode: 'air', from: singapore, to: rotterdam },
        { mode: 'sea', from: ningbo, to: singapore },
        { mode: 'sea', from: singapore, to: rotterdam, progress: 0.62 },
      ],
      stops: [
        { at: ningbo, name: say('events.ningbo'), note: say('map.left'), kind: 'done' },
        { at: singapore, name: say('events.singapore'), note: say('map.lost'), kind: 'lost' },
        { at: { leg: 2, share: 0.62 }, name: `${say('record.now')} ${say('map.time')}`, kind: 'here' },
        { at: suez, name: say('events.suez'), kind: 'planned', minor: true },
        { at: rotterdam, name: say('list.rotterdam'), note: say('map.due'), kind: 'planned' },
      ],
    }),
    road: await drawMap({
      legs: [{ mode: 'road', from: [9.99, 53.55], to: [11.58, 48.14], progress: 0.4 }],
      stops: [
        { at: [9.99, 53.55], name: 'Hamburg', kind: 'done' },
        { at: [11.58, 48.14], name: 'München', kind: 'planned' },
      ],
    }),
    pacific: await drawMap({
      legs: [{ mode: 'sea', from: [121.9, 31], to: [-118.2, 33.7], progress: 0.5 }],
      stops: [
        { at: [121.9, 31], name: 'Shanghai', kind: 'done' },
        { at: { leg: 0, share: 0.5 }, name: say('record.now'), kind: 'here' },
        { at: [-118.2, 33.7], name: 'Los Angeles', kind: 'planned' },
      ],
    }),
    bars: drawChart({ points: bars, tick: (value) => number.format(value) }),
    line: drawChart({ points: line, form: 'line', mark: { value: 90, text: say('chart.goal') }, tick: (value) => `${value} %` }),
    rows: { bars: bars.map(({ label, text }) => ({ label, text })), line: line.map(({ label, text }) => ({ label, text })) },
  }
}
