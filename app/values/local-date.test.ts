import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { expect, test } from 'vitest'
import { addDays, addYears, dayIn, daysBetween, happensIn, instantIn, isLocalDate, isLocalTime } from './local-date'

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

test('whole days are counted as the calendar counts them', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      const to = Temporal.PlainDate.from(from).add({ days }).toString()
      expect([addDays(from, days), daysBetween(from, to)]).toEqual([to, days])
    }),
  )
})

test('years are added as the calendar adds them', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -500, max: 500 }), (from, years) => {
      expect(addYears(from, years)).toBe(Temporal.PlainDate.from(from).add({ years }).toString())
    }),
  )
  expect([addYears('2024-02-29', 1), addYears('2024-02-29', 4)]).toEqual(['2025-02-28', '2028-02-29'])
})

test('a day that does not exist is none', () => {
  for (const text of ['2026-02-28', '2024-02-29', '1900-12-31', '0001-01-01'])
    expect([text, isLocalDate(text)]).toEqual([text, true])
  for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '2026-1-1', '2026-02-30', '', 'tomorrow', '2026-01-01T00:00'])
    expect([text, isLocalDate(text)]).toEqual([text, false])
})

test('an instant and a local time meet over changes of the clock', () => {
  expect(dayIn(new Date('2026-03-28T23:30:00Z'), 'Europe/Amsterdam')).toBe('2026-03-29')
  // Skipped that night, and happening twice in autumn.
  expect(instantIn('2026-03-29T02:30', 'Europe/Amsterdam').toISOString()).toBe('2026-03-29T01:30:00.000Z')
  expect(instantIn('2026-10-25T02:30', 'Europe/Amsterdam').toISOString()).toBe('2026-10-25T00:30:00.000Z')
})

test('a time of day that does not exist is none', () => {
  for (const text of ['2026-02-28T00:00', '2024-02-29T23:59']) expect([text, isLocalTime(text)]).toEqual([text, true])
  for (const text of ['2026-02-31T10:00', '2026-02-28T24:00', '2026-02-28T10:60', '2026-02-28', '2026-02-28T10:00:00', ''])
    expect([text, isLocalTime(text)]).toEqual([text, false])
})

test('what the clock skips does not happen there, and what happens twice does', () => {
  expect(happensIn('2026-03-29T02:30', 'Europe/Stockholm')).toBe(false)
  expect(happensIn('2026-03-29T02:30', 'Asia/Shanghai')).toBe(true)
  for (const text of ['2026-03-29T01:59', '2026-03-29T03:00', '2026-10-25T02:30'])
    expect([text, happensIn(text, 'Europe/Stockholm')]).toEqual([text, true])
})
