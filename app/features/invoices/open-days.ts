import type { LocalDate } from '~/values/local-date'
import { daysBetween } from '~/values/local-date'

/** Where in the tree of all days an invoice that was open on one of them may have its fork (`invoices.fork_day`). No I/O. */

// The engines count days from the year 0 (`to_days`); 22 digits reach beyond the year 9999.
const numberOf = (day: LocalDate): number => 719_528 + daysBetween('1970-01-01', day)
const levels = 22

/**
 * The forks of everything that was open on a day, as many as that day has nodes above it: those before the day, whose invoices were
 * issued by then and may have been settled, and the day itself with those after it, whose invoices were not settled by then and may
 * not have been issued.
 */
export function forksOver(day: LocalDate): { before: number[]; since: number[] } {
  const number = numberOf(day)
  const forks = Array.from({ length: levels }, (_, level) => ((number >> (level + 1)) << (level + 1)) + (1 << level))
  // A node lies above the day unless that ends with more zeros than the node has.
  const over = forks.filter((_, level) => number % (1 << (level + 1)) !== 0)
  return { before: over.filter((fork) => fork < number), since: over.filter((fork) => fork >= number) }
}
