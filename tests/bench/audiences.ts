import { worldWith } from './busy.ts'
import type { Figure } from './measure.ts'
import type { Page } from './pages.ts'
import { at, growth, hundredth } from './pages.ts'
import { programmeCost } from './programme.ts'
import { openWorld } from './worlds.ts'

/** What each audience comes for, where there is as much of it as a host will ever have. */
const pages: Record<'service' | 'statement' | 'programme' | 'proposals', { of: string; pages: readonly Page[] }> = {
  service: {
    of: 'at 200,000 open requests ÷ at 200',
    pages: [
      { what: 'queue of requests', reader: 'staff', path: () => at('/staff/requests') },
      { what: 'queue of requests, 100th page', reader: 'staff', path: (_, reader) => hundredth(reader, '/staff/requests') },
      { what: 'queue of requests, nobody’s', reader: 'staff', path: () => at('/staff/requests?view=unassigned') },
      // Of a kind that fills a page in both; that a rare one reads no more is a test of the rows that are read.
      { what: 'queue of requests, questions', reader: 'staff', path: () => at('/staff/requests?kind=question') },
      { what: 'requests of a company', reader: 'member', path: () => at('/portal/requests') },
    ],
  },
  statement: {
    of: 'at 100,000 movements and 200 open invoices ÷ at 400 and 20',
    pages: [
      { what: 'statement', reader: 'finance', path: () => at('/portal/statement') },
      // A day on which both have a full page of movements; 627 and 27 invoices were open then, and a statement reads what was open.
      { what: 'statement of a past day', reader: 'finance', path: () => at('/portal/statement?on=2026-03-01') },
      { what: 'invoices', reader: 'finance', path: () => at('/portal/invoices') },
      { what: 'payments', reader: 'booker', path: () => at('/staff/payments?view=all') },
    ],
  },
  programme: {
    of: 'at 1,000,000 lines ÷ at 8,000',
    pages: [{ what: 'where a distributor stands', reader: 'distributor', path: () => at('/distributor') }],
  },
  proposals: {
    of: 'at 100,000 items and proposals ÷ at 400',
    pages: [
      { what: 'proposals, supplier', reader: 'supplier', path: () => at('/supplier/proposals') },
      { what: 'proposals, staff', reader: 'catalog', path: () => at('/staff/moderation') },
      { what: 'one proposal of all items', reader: 'catalog', path: () => at('/staff/moderation/proposals/MP-1000000') },
      { what: 'catalog of a supplier', reader: 'supplier', path: () => at('/supplier/catalog') },
    ],
  },
}

/** The pages in a quiet world and in a busy one by turns, and what a programme's period costs in the busy one. */
export async function audienceFigures(base: string, chosen: readonly (keyof typeof pages)[]): Promise<Figure[]> {
  const figures: Figure[] = []
  const quiet = await openWorld(base, 1, worldWith('quiet'))
  const busy = await openWorld(base, 1, worldWith('busy'))
  try {
    if (chosen.includes('programme')) figures.push(...(await programmeCost(busy)))
    for (const name of chosen) figures.push(...(await growth(quiet, busy, pages[name].pages, pages[name].of)))
  } finally {
    await quiet.stop()
    await busy.stop()
  }
  return figures
}
