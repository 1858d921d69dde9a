import { expect, test } from 'vitest'
import type { StoryEntry, TrackedEvent } from './tracking'
import { storyOf, toldAt } from './tracking'

let made = 0
const event = (happened: string, more: Partial<TrackedEvent> = {}): TrackedEvent => ({
  key: `e${++made}`,
  packageNumber: null,
  status: 'departed',
  classifier: 'actual',
  rawText: null,
  place: 'Singapore',
  latitude: null,
  longitude: null,
  happenedAt: new Date(`${happened}Z`),
  utcOffset: 480,
  recordedAt: new Date(`${happened}Z`),
  source: 'carrier',
  retractedAt: null,
  retractReason: null,
  retractedBy: null,
  ...more,
})
const at = (text: string) => new Date(`${text}Z`)
const now = at('2026-06-11T08:00')
const kinds = (entries: readonly StoryEntry[]) => entries.map((one) => `${one.kind} ${toldAt(one).toISOString().slice(0, 10)}`)

test('what is to come is on top, what happened below it, newest first', () => {
  const entries = storyOf(
    [
      event('2026-05-12T10:00', { place: 'Ningbo' }),
      event('2026-06-23T06:00', { classifier: 'planned', status: 'delivered' }),
      event('2026-05-28T14:05'),
    ],
    now,
  )
  expect(kinds(entries)).toEqual(['forecast 2026-06-23', 'event 2026-05-28', 'event 2026-05-12'])
})

test('a forecast that came true is told with what happened, by the days of the place', () => {
  // 22:30 in Singapore is still the day before in UTC.
  const [entry, ...rest] = storyOf([event('2026-05-23T02:00', { classifier: 'planned' }), event('2026-05-28T14:30')], now)
  expect(rest).toEqual([])
  expect(entry).toMatchObject({ kind: 'event', forecast: { on: '2026-05-23', days: 5 } })
})

test('each new day of a forecast is told when it became known', () => {
  const forecast = (day: string, known: string) =>
    event(`${day}T06:00`, { classifier: 'estimated', status: 'delivered', place: 'Rotterdam', recordedAt: at(`${known}T05:15`) })
  const entries = storyOf(
    [forecast('2026-06-23', '2026-05-29'), forecast('2026-06-18', '2026-05-01'), forecast('2026-06-21', '2026-05-23')],
    now,
  )
  expect(kinds(entries)).toEqual(['forecast 2026-06-23', 'moved 2026-05-29', 'moved 2026-05-23'])
  expect(entries[2]).toMatchObject({ from: '2026-06-18', to: '2026-06-21', days: 3 })
})

test('a forecast whose time is over says so', () => {
  expect(storyOf([event('2026-06-10T00:00', { classifier: 'planned' })], now)).toMatchObject([{ kind: 'forecast', passed: true }])
})

test('what was retracted stays in the story and confirms nothing', () => {
  const planned = event('2026-06-12T00:00', { classifier: 'planned' })
  const wrong = event('2026-06-09T00:00', { retractedAt: now, retractReason: 'Other container' })
  const entries = storyOf([planned, wrong], now)
  expect(entries).toMatchObject([
    { kind: 'forecast', passed: false },
    { kind: 'event', event: { retractReason: 'Other container' }, forecast: null },
  ])
})

test('of one package: its own events and those of the whole', () => {
  const all = [
    event('2026-06-01T00:00'),
    event('2026-06-02T00:00', { packageNumber: 1 }),
    event('2026-06-03T00:00', { packageNumber: 2 }),
  ]
  expect(storyOf(all, now, 2).map((one) => one.event.packageNumber)).toEqual([2, null])
})
