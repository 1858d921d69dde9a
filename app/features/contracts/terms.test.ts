import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { addDays } from '~/values/local-date'
import { readPeriod, readRenewal, writePeriod, writeRenewal } from './contract'
import type { Terms } from './terms'
import { commitmentPeriod, lastDayForNotice, renewedOn, standingOn } from './terms'

const period = (text: string) => readPeriod(text) ?? { length: 0, unit: 'D' as const }
const terms = (values: Partial<Terms> = {}): Terms => ({
  starts_on: '2024-01-01',
  ends_on: '2024-12-31',
  open_ended: 0,
  renewal: null,
  renewal_text: null,
  notice: null,
  terminated_on: null,
  ...values,
})

describe('what people write', () => {
  test.each([
    ['30 days', 'P30D'],
    ['6 months', 'P6M'],
    ['1 year', 'P1Y'],
    ['P65D', 'P65D'],
  ])('%s is a period', (text, stored) => expect(writePeriod(period(text))).toBe(stored))

  test.each(['60 days; 180 days', 'reasonable', '0 days', 'days', '', '1.5 years', 'P1X'])('“%s” is none', (text) =>
    expect(readPeriod(text)).toBeNull(),
  )

  test.each([
    ['successive 1 year', 'R/P1Y'],
    ['Successive 1 year', 'R/P1Y'],
    ['2 successive 10 years', 'R2/P10Y'],
    ['1 year', 'R1/P1Y'],
    ['successive 6 months', 'R/P6M'],
  ])('%s is a renewal', (text, stored) => {
    const read = readRenewal(text)
    expect(read && writeRenewal(read)).toBe(stored)
    expect(readRenewal(stored)).toEqual(read)
  })

  test.each(['Perpetual', '2 1 year', 'by agreement', ''])('“%s” is none', (text) => expect(readRenewal(text)).toBeNull())
})

describe('the last day for notice', () => {
  test.each([
    ['2026-12-31', '3 months', '2026-09-30'],
    ['2026-12-31', '30 days', '2026-12-01'],
    ['2026-02-28', '3 months', '2025-11-30'],
    ['2026-05-30', '3 months', '2026-02-27'],
    ['2024-02-29', '1 year', '2023-02-28'],
    ['2026-06-30', '1 year', '2025-06-30'],
    ['2026-06-14', '2 weeks', '2026-05-31'],
  ])('of a term until %s with %s is %s', (ends, notice, last) => expect(lastDayForNotice(ends, period(notice))).toBe(last))

  test('leaves a whole period before the end, whatever the day', () => {
    for (const notice of ['1 day', '30 days', '1 month', '3 months', '1 year'].map(period))
      for (let day = '2023-12-01'; day < '2025-03-15'; day = addDays(day, 1)) {
        const begins = addDays(lastDayForNotice(day, notice), 1)
        const names = { D: 'days', W: 'weeks', M: 'months', Y: 'years' } as const
        const over = Temporal.PlainDate.from(begins).add({ [names[notice.unit]]: notice.length })
        expect(over.toString() <= addDays(day, 1)).toBe(true)
      }
  })
})

describe('how a contract stands', () => {
  const status = (values: Partial<Terms>, today: string) => standingOn(terms(values), today).status

  test('begins and ends with its days, both included', () => {
    expect(status({}, '2023-12-31')).toBe('upcoming')
    expect(status({}, '2024-01-01')).toBe('in_force')
    expect(status({}, '2024-12-31')).toBe('in_force')
    expect(status({}, '2025-01-01')).toBe('expired')
  })

  test('goes on as often as was agreed, and no longer', () => {
    const twice = { renewal: 'R2/P1Y' }
    expect(status(twice, '2026-12-31')).toBe('in_force')
    expect(status(twice, '2027-01-01')).toBe('expired')
    expect(standingOn(terms({ renewal: 'R/P1M' }), '2026-02-10').term_ends_on).toBe('2026-02-28')
    expect(standingOn(terms({ renewal: 'R/P1M' }), '2026-03-01').term_ends_on).toBe('2026-03-31')
  })

  test('is in its notice window for 60 days and until the last day for notice', () => {
    const yearly = { renewal: 'R/P1Y', notice: 'P3M' }
    expect(standingOn(terms(yearly), '2026-08-01')).toEqual({
      status: 'notice',
      is_open: 1,
      term_ends_on: '2026-12-31',
      notice_on: '2026-09-30',
      next_on: '2026-09-30',
      turns_on: '2026-10-01',
    })
    expect(status(yearly, '2026-07-31')).toBe('in_force')
    expect(status(yearly, '2026-09-30')).toBe('notice')
    expect(standingOn(terms(yearly), '2026-10-01')).toMatchObject({ status: 'in_force', next_on: '2026-12-31' })
    expect(standingOn(terms(yearly), '2027-01-01')).toMatchObject({ notice_on: '2027-09-30', turns_on: '2027-08-01' })
    expect(renewedOn(terms(yearly), '2026-10-01')).toBe('2027-01-01')
    expect(renewedOn(terms({ ...yearly, terminated_on: '2026-12-31' }), '2026-10-01')).toBeNull()
    // Of the last term nobody has to give notice.
    expect(standingOn(terms({ ...yearly, renewal: 'R1/P1Y' }), '2025-09-01').notice_on).toBeNull()
  })

  test('ends with the day that somebody ended it on', () => {
    const ended = { renewal: 'R/P1Y', notice: 'P3M', terminated_on: '2026-12-31' }
    expect(standingOn(terms(ended), '2026-09-01')).toMatchObject({
      status: 'in_force',
      notice_on: null,
      term_ends_on: '2026-12-31',
    })
    expect(status(ended, '2027-01-01')).toBe('terminated')
  })

  test('without an end goes on, whether that is said or written as the largest day', () => {
    expect(standingOn(terms({ ends_on: null, open_ended: 1 }), '2200-01-01')).toMatchObject({
      status: 'in_force',
      turns_on: null,
    })
    expect(standingOn(terms({ ends_on: '9999-12-31' }), '2200-01-01').status).toBe('in_force')
    expect(status({ ends_on: null, open_ended: 1, terminated_on: '2025-01-31' }, '2025-02-01')).toBe('terminated')
  })

  test('is not guessed', () => {
    expect(status({ ends_on: null }, '2026-01-01')).toBe('incomplete')
    expect(status({ starts_on: null }, '2024-06-01')).toBe('incomplete')
    expect(status({ starts_on: null }, '2026-06-01')).toBe('expired')
    expect(status({ renewal_text: 'Perpetual' }, '2024-06-01')).toBe('in_force')
    expect(status({ renewal_text: 'Perpetual' }, '2025-06-01')).toBe('incomplete')
  })

  test('is the same until the day it says it turns, and different then', () => {
    for (const values of [
      {},
      { renewal: 'R2/P6M', notice: 'P1M' },
      { renewal: 'R/P1Y', notice: 'P30D', terminated_on: '2026-03-09' },
    ]) {
      let before = standingOn(terms(values), '2023-01-01')
      for (let day = '2023-01-02'; day < '2027-06-01'; day = addDays(day, 1)) {
        const now = standingOn(terms(values), day)
        if (day === before.turns_on) expect(now).not.toEqual(before)
        else expect(now).toEqual(before)
        before = now
      }
    }
  })
})

test('a commitment counts for the running year of the contract, or for its term', () => {
  const yearly = terms({ starts_on: '2024-02-29', ends_on: '2027-01-31' })
  expect(commitmentPeriod(yearly, 'year', '2024-03-01')).toEqual({ from: '2024-02-29', to: '2025-02-27' })
  expect(commitmentPeriod(yearly, 'year', '2026-06-01')).toEqual({ from: '2026-02-28', to: '2027-01-31' })
  expect(commitmentPeriod(yearly, 'year', '2030-06-01')).toEqual({ from: '2026-02-28', to: '2027-01-31' })
  expect(commitmentPeriod(yearly, 'term', '2025-06-01')).toEqual({ from: '2024-02-29', to: '2027-01-31' })
  expect(commitmentPeriod(terms({ renewal: 'R/P1Y' }), 'term', '2026-06-01')).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  expect(commitmentPeriod(terms({ ends_on: null, open_ended: 1 }), 'term', '2026-06-01')).toEqual({
    from: '2024-01-01',
    to: null,
  })
})
