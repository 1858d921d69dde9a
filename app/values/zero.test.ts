import { expect, test } from 'vitest'
import { withoutIdleZeros } from './zero'

test('a number is shown for typing as people type it', () => {
  expect(['120.000000', '1.500000', '100', '0.000000', '-2.50'].map(withoutIdleZeros)).toEqual(['120', '1.5', '100', '0', '-2.5'])
})
