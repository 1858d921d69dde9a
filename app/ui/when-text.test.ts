import { describe, expect, it } from 'vitest'
import {
  atPlace,
  dateIn,
  dayAndMonth,
  daysBetween,
  fullDate,
  fullInstant,
  offsetText,
  sayDate,
  sayDateBriefly,
  sayDateInside,
  sayInstant,
  spanDates,
  timeIn,
  weekdayAndDay,
} from './when-text'

const now = new Date('2026-06-11T08:20:00Z')
const zone = 'Europe/Amsterdam'
const en = (date: string) => sayDate('en', date, now, zone)
const zh = (date: string) => sayDate('zh-CN', date, now, zone)

describe('dates as people say them', () => {
  it('names the days around today, then weekdays, then the date alone, then the year', () => {
    expect(['2026-06-11', '2026-06-10', '2026-06-12'].map(en)).toEqual(['Today', 'Yesterday', 'Tomorrow'])
    expect(en('2026-06-25')).toBe('Thu 25 June')
    expect(en('2026-05-28')).toBe('Thu 28 May')
    expect(en('2026-05-27')).toBe('27 May')
    expect(en('2025-05-27')).toBe('27 May 2025')
  })
  it('are small inside a sentence', () => {
    const inside = (date: string) => sayDateInside('en', date, now, zone)
    expect(['2026-06-11', '2026-06-12', '2026-06-25'].map(inside)).toEqual(['today', 'tomorrow', 'Thu 25 June'])
  })
  it('names the weekday where room is short, of the days around today as well', () => {
    expect(weekdayAndDay('en', '2026-06-12')).toBe('Fri 12')
    expect(weekdayAndDay('zh-CN', '2026-06-12')).toBe('周五')
  })
  it('does so in Chinese', () => {
    expect(['2026-06-11', '2026-06-10', '2026-06-12', '2026-06-25', '2026-05-27', '2025-05-27'].map(zh)).toEqual([
      '今天',
      '昨天',
      '明天',
      '6月25日 周四',
      '5月27日',
      '2025年5月27日',
    ])
  })
  it('leaves the year out across the turn of a year while the date is near', () => {
    expect(sayDate('en', '2027-01-04', new Date('2026-12-28T12:00:00Z'), 'UTC')).toBe('Mon 4 January')
  })
  it('is brief in drawings', () => {
    expect(sayDateBriefly('en', '2026-06-25', now, zone)).toBe('Thu 25 Jun')
    expect(dayAndMonth('en', '2026-09-01')).toBe('1 Sep')
    expect(dayAndMonth('zh-CN', '2026-09-01')).toBe('9月1日')
  })
  it('says the year of a span once where it is one', () => {
    expect(spanDates('en', '2026-07-01', '2026-09-30')).toEqual({ from: '1 July', to: '30 September 2026' })
    expect(spanDates('zh-CN', '2026-07-01', '2026-09-30')).toEqual({ from: '2026年7月1日', to: '9月30日' })
    expect(spanDates('en', '2025-12-01', '2026-01-31')).toEqual({ from: '1 December 2025', to: '31 January 2026' })
    expect(spanDates('zh-CN', '2025-12-01', '2026-01-31')).toEqual({ from: '2025年12月1日', to: '2026年1月31日' })
  })
  it('writes dates in full', () => {
    expect(fullDate('en', '2026-06-25')).toBe('Thu 25 June 2026')
    expect(fullDate('zh-CN', '2026-06-25')).toBe('2026年6月25日 周四')
  })
})

describe('instants', () => {
  it('are shown in the reader’s time, and today is the reader’s day', () => {
    const late = new Date('2026-06-10T22:30:00Z')
    expect(sayInstant('en', late, now, zone)).toBe('Today, 00:30')
    expect(sayInstant('en', late, now, 'America/New_York')).toBe('Yesterday, 18:30')
    expect(sayInstant('zh-CN', late, now, zone)).toBe('今天 00:30')
  })
  it('say the time of near days only, unless asked', () => {
    const at = new Date('2026-06-08T12:06:00Z')
    expect(sayInstant('en', at, now, zone)).toBe('Mon 8 June')
    expect(sayInstant('en', at, now, zone, 'always')).toBe('Mon 8 June, 14:06')
    expect(sayInstant('en', now, now, zone, 'never')).toBe('Today')
  })
  it('carry their offset when written in full', () => {
    expect(fullInstant('en', new Date('2026-04-20T13:12:00Z'), zone)).toBe('Mon 20 April 2026, 15:12 UTC+2')
    expect(fullInstant('en', new Date('2026-01-20T13:12:00Z'), 'America/St_Johns')).toBe('Tue 20 January 2026, 09:42 UTC−3:30')
    expect(fullInstant('zh-CN', new Date('2026-04-20T13:12:00Z'), 'Asia/Shanghai')).toBe('2026年4月20日 周一 21:12 UTC+8')
  })
  it('follow the change of the clocks to the minute', () => {
    expect(timeIn(new Date('2026-03-29T00:59:59Z'), zone)).toBe('01:59')
    expect(timeIn(new Date('2026-03-29T01:00:00Z'), zone)).toBe('03:00')
    expect(timeIn(new Date('2026-10-25T00:59:00Z'), zone)).toBe('02:59')
    expect(timeIn(new Date('2026-10-25T01:00:00Z'), zone)).toBe('02:00')
    expect(dateIn(new Date('2026-12-31T11:00:00Z'), 'Pacific/Kiritimati')).toBe('2027-01-01')
  })
  it('agree with Intl for every hour of a year in awkward zones', () => {
    for (const timeZone of ['Australia/Lord_Howe', 'Asia/Kathmandu', 'America/Sao_Paulo', 'Africa/Casablanca']) {
      const intl = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      for (let hour = 0; hour < 8760; hour += 7) {
        const at = new Date(Date.UTC(2026, 0, 1, hour, 37))
        expect(timeIn(at, timeZone)).toBe(intl.format(at))
      }
    }
  })
})

describe('places', () => {
  it('show an event in the time of its place', () => {
    expect(atPlace(new Date('2026-05-28T14:05:00Z'), 480)).toEqual({ date: '2026-05-28', time: '22:05' })
    expect(atPlace(new Date('2026-05-28T02:05:00Z'), -300)).toEqual({ date: '2026-05-27', time: '21:05' })
  })
  it('write offsets', () => {
    expect([0, 120, -210, 345].map(offsetText)).toEqual(['UTC+0', 'UTC+2', 'UTC−3:30', 'UTC+5:45'])
  })
  it('count calendar days', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
    expect(daysBetween('2026-06-23', '2026-06-18')).toBe(-5)
  })
})
