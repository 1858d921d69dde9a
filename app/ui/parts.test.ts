import { describe, expect, it } from 'vitest'
import { initialsOf } from './avatar'
import { kindOf } from './error-page'
import { groupEvents } from './events'
import type { NavItem } from './frame'
import { currentOf } from './frame'
import type { Here } from './link-navigation'
import { filled, navigationFor } from './link-navigation'
import { hrefWith } from './pager'
import { backTo, preferenceCookies, readPreferences } from './preferences'
import { slipShare } from './slipbar'
import { statusClass } from './status'
import { piecesOf, todayIn } from './track-pieces'

describe('links of a list', () => {
  it('change one parameter and begin paging anew', () => {
    expect(hrefWith('/portal/orders', 'q=bolt&after=x', { status: 'late' })).toBe('/portal/orders?q=bolt&status=late')
    expect(hrefWith('/portal/orders', 'status=late', { status: null })).toBe('/portal/orders')
    expect(hrefWith('/portal/orders', 'q=bolt&before=x', { after: 'y', before: null })).toBe('/portal/orders?q=bolt&after=y')
  })
  it('leave empty fields of a GET form out of the address', () => {
    const form = new FormData()
    form.set('q', ' ')
    form.append('status', 'late')
    form.append('status', 'open')
    expect(filled(form)).toBe('status=late&status=open')
  })
})

describe('a click on a plain link', () => {
  const here: Here = { origin: 'https://q', pathname: '/portal/orders', search: '?q=1' }
  const click = { button: 0, metaKey: false, ctrlKey: false, shiftKey: false, altKey: false, defaultPrevented: false }
  const to = (url: string, attributes: string[] = [], target = '') => {
    const { href, origin, pathname, search, hash } = new URL(url, 'https://q/portal/orders?q=1')
    return { href, origin, pathname, search, hash, target, hasAttribute: (name: string) => attributes.includes(name) }
  }
  it('navigates inside the app', () => {
    expect(navigationFor(click, to('/portal/orders/SO-1'), here)).toBe('/portal/orders/SO-1')
    expect(navigationFor(click, to('/portal/orders?q=1'), here)).toBe('/portal/orders?q=1')
    expect(navigationFor(click, to('/portal/shipments#proof'), here)).toBe('/portal/shipments#proof')
  })
  it('is left to the browser for everything else', () => {
    const left = (link: ReturnType<typeof to>) => expect(navigationFor(click, link, here)).toBeNull()
    left(to('https://elsewhere/'))
    left(to('#lines'))
    left(to('mailto:a@b.example'))
    left(to('/files/abc'))
    left(to('/portal/orders.csv'))
    left(to('/portal/orders', ['download']))
    left(to('/portal/orders', ['data-reload']))
    left(to('/portal/orders', [], '_blank'))
    expect(navigationFor({ ...click, ctrlKey: true }, to('/portal'), here)).toBeNull()
    expect(navigationFor({ ...click, button: 1 }, to('/portal'), here)).toBeNull()
    expect(navigationFor({ ...click, defaultPrevented: true }, to('/portal'), here)).toBeNull()
  })
})

describe('the frame', () => {
  it('marks the entry with the longest matching path', () => {
    const items = ['/portal', '/portal/orders', '/portal/order-forms'].map((path) => ({ to: path }) as NavItem)
    expect(currentOf(items, '/portal/orders/SO-1')?.to).toBe('/portal/orders')
    expect(currentOf(items, '/portal/ordersx')?.to).toBe('/portal')
    expect(currentOf(items, '/me')).toBeNull()
  })
  it('reads and writes preferences, and believes nothing else', () => {
    expect(readPreferences('a=b; theme=dark;rail=closed')).toEqual({ theme: 'dark', rail: 'closed' })
    expect(readPreferences('theme=<x>; rail=1')).toEqual({ theme: 'system', rail: null })
    const form = new FormData()
    form.set('theme', 'light')
    form.set('rail', 'sideways')
    expect(preferenceCookies(form)).toEqual(['theme=light; Path=/; Max-Age=31536000; SameSite=Lax'])
  })
  it('goes back to a path of this site only', () => {
    const back = (value: string) => {
      const form = new FormData()
      form.set('back', value)
      return backTo(form)
    }
    expect(back('/portal/orders?q=1')).toBe('/portal/orders?q=1')
    expect(['//evil.example', '/\\evil.example', 'https://evil.example', '', '/a\nb'].map(back)).toEqual([
      '/',
      '/',
      '/',
      '/',
      '/',
    ])
  })
  it('shortens names', () => {
    expect(['Ines Koster', 'Fairlead', '王小明', 'brackwater supply bv', ''].map(initialsOf)).toEqual([
      'IK',
      'FA',
      '王',
      'BB',
      '',
    ])
  })
  it('has a page for every failure', () => {
    expect([404, 403, 410, 429, 500, 503, 418, 502].map(kindOf)).toEqual([
      'missing',
      'refused',
      'gone',
      'slow',
      'broken',
      'busy',
      'missing',
      'broken',
    ])
  })
})

describe('drawings', () => {
  it('split a segment into what happened, what was lost and what is planned', () => {
    expect(piecesOf({ start: 0, end: 100, promised: null, now: 100 })).toEqual([{ from: 0, to: 1, kind: 'actual' }])
    expect(piecesOf({ start: 0, end: 100, promised: 80, now: 100 })).toEqual([
      { from: 0, to: 0.8, kind: 'actual' },
      { from: 0.8, to: 1, kind: 'lost' },
    ])
    expect(piecesOf({ start: 0, end: 100, promised: 90, now: 50 })).toEqual([
      { from: 0, to: 0.5, kind: 'actual' },
      { from: 0.5, to: 0.9, kind: 'planned' },
      { from: 0.9, to: 1, kind: 'lost' },
    ])
    expect(piecesOf({ start: 50, end: 50, promised: null, now: 60 })).toEqual([{ from: 0, to: 1, kind: 'actual' }])
  })
  it('show today only where it is', () => {
    expect(todayIn({ start: 0, end: 100, promised: null, now: 25 })).toBe(0.25)
    expect(todayIn({ start: 0, end: 100, promised: null, now: 100 })).toBeNull()
  })
  it('put the promise on the slip bar', () => {
    expect(slipShare({ from: '2026-06-01', promised: '2026-06-06', expected: '2026-06-11' })).toBe(0.5)
    expect(slipShare({ from: '2026-06-10', promised: '2026-06-01', expected: '2026-06-11' })).toBe(0.04)
    expect(slipShare({ from: '2026-06-11', promised: '2026-06-11', expected: '2026-06-11' })).toBe(1)
  })
  it('group tracking events by the day and place they happened in', () => {
    const event = (id: string, at: string, place: string, offsetMinutes: number, planned = false) => ({
      id,
      at,
      place,
      offsetMinutes,
      planned,
      mark: 't3' as const,
      text: id,
    })
    const groups = groupEvents([
      event('a', '2026-05-28T14:05:00Z', 'Singapore', 480, true),
      event('b', '2026-05-28T14:05:00Z', 'Singapore', 480),
      event('c', '2026-05-27T17:00:00Z', 'Singapore', 480),
      event('d', '2026-05-27T15:00:00Z', 'Singapore', 480),
    ])
    expect(groups.map(({ date, entries }) => [date, entries.map(({ id, time }) => `${id} ${time}`)])).toEqual([
      ['2026-05-28', ['a 22:05']],
      ['2026-05-28', ['b 22:05', 'c 01:00']],
      ['2026-05-27', ['d 23:00']],
    ])
  })
  it('name a status by its mark and tone', () => {
    expect(statusClass('t3')).toBe('st m-t3 st-go')
    expect(statusClass('pause', 'warn', true)).toBe('st m-pause st-warn st-pill')
  })
})
