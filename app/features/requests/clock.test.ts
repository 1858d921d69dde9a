import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Calendar, Segment } from './clock'
import { afterWorking, dueBy, dueTimes, ledgerOf, never, timeUsed, workingTime } from './clock'
import type { RequestStatus } from './request'

const hours = 3_600_000
const desk: Calendar = {
  timeZone: 'Europe/Amsterdam',
  windows: [
    { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:30' },
    { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:30' },
  ],
  holidays: ['2026-06-18'],
}
/** An instant by the clock of Amsterdam in summer. */
const at = (text: string) => new Date(`${text}:00+02:00`)
const stretch = (status: RequestStatus, from: string, to: string | null): Segment => ({
  status,
  from: at(from),
  to: to === null ? null : at(to),
})

describe('business time', () => {
  test.each([
    ['within a window', '2026-06-17T09:00', '2026-06-17T10:30', 1.5],
    ['over noon', '2026-06-17T12:00', '2026-06-17T13:30', 1],
    ['at night', '2026-06-17T20:00', '2026-06-17T23:00', 0],
    ['over a holiday', '2026-06-17T16:30', '2026-06-19T09:00', 2],
    ['over a weekend', '2026-06-19T16:30', '2026-06-22T09:30', 2.5],
    ['backwards', '2026-06-17T10:00', '2026-06-17T09:00', 0],
  ])('%s', (_, from, to, wanted) => {
    expect(workingTime(desk, at(from), at(to)) / hours).toBe(wanted)
  })

  test('a day on which the clock is changed has the hours that pass', () => {
    const night: Calendar = { timeZone: 'Europe/Amsterdam', windows: [{ days: [7], from: '00:00', to: '24:00' }], holidays: [] }
    const between = (from: string, to: string) => workingTime(night, new Date(from), new Date(to)) / hours
    expect(between('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toBe(23)
    expect(between('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toBe(25)
  })

  test('windows that overlap count once', () => {
    const twice = { ...desk, windows: [...desk.windows, { days: [3], from: '09:00', to: '11:00' }] }
    expect(workingTime(twice, at('2026-06-17T08:00'), at('2026-06-17T12:00')) / hours).toBe(4)
  })

  test('a calendar that never opens makes nothing due', () => {
    expect(afterWorking({ ...desk, windows: [] }, at('2026-06-17T08:00'), hours)).toBeNull()
  })
})

describe('when an answer is due', () => {
  test('nine hours from Wednesday afternoon end on Friday, since Thursday is a holiday', () => {
    expect(dueBy(desk, [stretch('new', '2026-06-17T15:00', null)], 9 * 60)).toEqual(at('2026-06-19T15:00'))
  })

  test('what waits for the customer does not count, and what waits for others does', () => {
    const segments = [
      stretch('new', '2026-06-17T09:00', '2026-06-17T10:00'),
      stretch('waiting_customer', '2026-06-17T10:00', '2026-06-17T14:00'),
      stretch('waiting_third', '2026-06-17T14:00', '2026-06-17T15:00'),
      stretch('open', '2026-06-17T15:00', null),
    ]
    expect(dueBy(desk, segments, 4 * 60)).toEqual(at('2026-06-17T17:00'))
    expect(timeUsed(desk, segments, at('2026-06-17T16:00')) / hours).toBe(3)
    expect(ledgerOf(desk, segments, at('2026-06-17T16:00')).map((line) => line.counted / hours)).toEqual([1, 0, 1, 1])
  })

  test('while the clock rests nothing is due, unless it was before', () => {
    const segments = [
      stretch('new', '2026-06-17T09:00', '2026-06-17T11:00'),
      stretch('waiting_customer', '2026-06-17T11:00', null),
    ]
    expect(dueBy(desk, segments, 3 * 60)).toBeNull()
    expect(dueBy(desk, segments, 60)).toEqual(at('2026-06-17T10:00'))
    expect(dueTimes(desk, segments, { responseMinutes: 60, solutionMinutes: 480 }, true).dueAt).toEqual(never)
  })

  test('a first answer that was given is not due again', () => {
    const segments = [stretch('open', '2026-06-17T09:00', null)]
    const targets = { responseMinutes: 60, solutionMinutes: 240 }
    expect(dueTimes(desk, segments, targets, false).dueAt).toEqual(at('2026-06-17T10:00'))
    expect(dueTimes(desk, segments, targets, true).dueAt).toEqual(at('2026-06-17T13:30'))
  })
})

const start = at('2026-06-15T07:00').getTime()
const running = fc.constantFrom<RequestStatus>('new', 'open', 'waiting_third')
/** Stretches one after the other; minutes each, and whether the clock runs. */
const stretches = fc.array(fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.boolean(), running), { minLength: 1, maxLength: 8 })

function asSegments(parts: readonly (readonly [number, boolean, RequestStatus])[]): Segment[] {
  let from = start
  return parts.map(([length, runs, status], index) => {
    const to = from + length * 60_000
    const segment = {
      status: runs ? status : ('waiting_customer' as const),
      from: new Date(from),
      to: index === parts.length - 1 ? null : new Date(to),
    }
    from = to
    return segment
  })
}

/** The same story, but that the customer is waited for from one instant to another. */
function withPause(segments: readonly Segment[], from: number, to: number): Segment[] {
  return segments.flatMap((segment): Segment[] => {
    const [starts, ends] = [segment.from.getTime(), segment.to?.getTime() ?? Number.POSITIVE_INFINITY]
    const [pause, goesOn] = [Math.max(starts, from), Math.min(ends, to)]
    if (goesOn <= pause) return [segment]
    return [
      { ...segment, to: new Date(pause) },
      { status: 'waiting_customer', from: new Date(pause), to: new Date(goesOn) },
      ...(goesOn < ends ? [{ ...segment, from: new Date(goesOn) }] : []),
    ]
  })
}

describe('for any story', () => {
  test('a pause never brings a due time forward', () => {
    fc.assert(
      fc.property(
        stretches,
        fc.integer({ min: 0, max: 8000 }),
        fc.integer({ min: 0, max: 6000 }),
        fc.integer({ min: 1, max: 3000 }),
        (parts, pauseAfter, rest, minutes) => {
          const segments = asSegments(parts)
          const before = dueBy(desk, segments, minutes)
          const from = start + pauseAfter * 60_000
          const after = dueBy(desk, withPause(segments, from, from + rest * 60_000), minutes)
          // Without an instant it is not due for as long as the clock rests, which is later than any.
          expect((after ?? never).getTime()).toBeGreaterThanOrEqual((before ?? never).getTime())
        },
      ),
      { numRuns: 500 },
    )
  })

  test('turning a stretch into a pause does not either', () => {
    fc.assert(
      fc.property(stretches, fc.nat(7), fc.integer({ min: 1, max: 3000 }), (parts, which, minutes) => {
        const segments = asSegments(parts)
        const paused = segments.map((one, index) => (index === which ? { ...one, status: 'waiting_customer' as const } : one))
        const due = (all: readonly Segment[]) => (dueBy(desk, all, minutes) ?? never).getTime()
        expect(due(paused)).toBeGreaterThanOrEqual(due(segments))
      }),
      { numRuns: 300 },
    )
  })

  test('what was due is due when so much of the ledger has been counted', () => {
    fc.assert(
      fc.property(stretches, fc.integer({ min: 1, max: 3000 }), (parts, minutes) => {
        const segments = asSegments(parts)
        const due = dueBy(desk, segments, minutes)
        if (!due) return
        const until = segments
          .filter((one) => one.from < due)
          .map((one) => ({ ...one, to: one.to && one.to < due ? one.to : due }))
        const counted = ledgerOf(desk, until, due).reduce((sum, line) => sum + line.counted, 0)
        expect(counted).toBe(minutes * 60_000)
      }),
      { numRuns: 300 },
    )
  })
})
