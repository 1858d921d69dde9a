import { expect, test } from 'vitest'
import { daysBetween } from '~/values/local-date'
import { forksOver } from './open-days'

/** Of these days the one whose number ends with the most zeros, as the engine finds it. */
function forkOf(first: number, last: number): number {
  let fork = first
  for (let day = first; day <= last; day++) if ((day & -day) > (fork & -fork)) fork = day
  return fork
}

test.each(['1000-01-01', '1999-12-31', '2026-06-11', '9999-12-30'])(
  'whatever was open on %s has its fork above it, and once',
  (day) => {
    const number = 719_528 + daysBetween('1970-01-01', day)
    const { before, since } = forksOver(day)
    expect(new Set([...before, ...since]).size).toBe(before.length + since.length)
    for (let early = 0; early < 70; early++)
      for (let late = 0; late < 70; late++) {
        const fork = forkOf(number - early, number + late)
        expect((fork < number ? before : since).includes(fork)).toBe(true)
      }
  },
)
