import { describe, expect, test } from 'vitest'
import { changedIn } from './live'

describe('how many of a queue changed', () => {
  const shown = [
    { number: 'RQ-1', version: 1 },
    { number: 'RQ-2', version: 4 },
    { number: 'RQ-3', version: 2 },
  ]
  const now = { 'RQ-1': 1, 'RQ-2': 4, 'RQ-3': 2 }

  test('none while it is as it was, in whatever order', () => {
    expect(changedIn(shown, { 'RQ-3': 2, 'RQ-1': 1, 'RQ-2': 4 })).toBe(0)
  })
  test('each of another version, each that came and each that went', () => {
    expect(changedIn(shown, { ...now, 'RQ-2': 5, 'RQ-3': 3 })).toBe(2)
    expect(changedIn(shown, { ...now, 'RQ-4': 1 })).toBe(1)
    expect(changedIn(shown, { 'RQ-1': 1, 'RQ-2': 4 })).toBe(1)
  })
  test('one that goes and lets in the next of a full page is one', () => {
    expect(changedIn(shown, { 'RQ-1': 1, 'RQ-2': 4, 'RQ-4': 1 })).toBe(1)
  })
})
