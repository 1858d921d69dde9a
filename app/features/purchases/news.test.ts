import { expect, test } from 'vitest'
import type { NewsFacts } from './news'
import { markOf, newsOf } from './news'

const today = '2026-06-11'
const order: NewsFacts = {
  ...{ state: 'open', openLines: 2, orderedOn: '2026-06-10', wantedLast: '2026-07-10' },
  ...{ told: null, mark: 'a', pending: null },
}
const news = (more: Partial<NewsFacts>) => newsOf({ ...order, ...more }, today)

test('an order that waits for an answer is news once, and again when it is another one', () => {
  expect(news({})).toEqual({ news: 'new', told: 'a' })
  expect(news({ told: 'a' })).toEqual({ news: null, told: 'a' })
  expect(news({ told: 'a', mark: 'b' })).toEqual({ news: 'changed', told: 'b' })
  expect(news({ told: 'a', mark: 'b', state: 'partly_answered' })).toEqual({ news: 'changed', told: 'b' })
})

test('what nobody was told of yet stays new, however often it changes, and is nothing when it is cancelled by then', () => {
  expect(news({ told: 'a', pending: 'new' })).toEqual({ news: 'new', told: 'a' })
  expect(news({ told: 'a', mark: 'b', pending: 'new' })).toEqual({ news: 'new', told: 'b' })
  expect(news({ told: 'a', mark: 'b', pending: 'new', state: 'cancelled' })).toEqual({ news: null, told: 'b' })
})

test('history is no news: answered, cancelled before anybody knew it, or long ordered and wanted no more', () => {
  expect(news({ state: 'answered', openLines: 0 }).news).toBeNull()
  expect(news({ state: 'cancelled' }).news).toBeNull()
  const old = { orderedOn: '2025-03-01', wantedLast: '2025-04-01' }
  expect(news(old)).toEqual({ news: null, told: 'a' })
  expect(news({ ...old, wantedLast: today }).news).toBe('new')
  expect(news({ ...old, orderedOn: '2026-05-12' }).news).toBe('new')
  expect(news({ ...old, orderedOn: '2026-05-11' }).news).toBeNull()
})

test('an order that they know and that is cancelled is news, answered or not', () => {
  expect(news({ told: 'a', mark: 'b', state: 'cancelled', openLines: 0 })).toEqual({ news: 'cancelled', told: 'b' })
})

test('while an answer waits for the host nothing is told, and nothing is forgotten', () => {
  expect(news({ told: 'a', mark: 'b', state: 'waiting' })).toEqual({ news: null, told: 'a' })
})

test('a mark is another one when anything is', () => {
  expect(markOf([1, 'a'])).toBe(markOf([1, 'a']))
  expect(markOf([1, 'a'])).not.toBe(markOf([1, 'b']))
  expect(markOf([1])).toMatch(/^[\da-f]{16}$/)
})
