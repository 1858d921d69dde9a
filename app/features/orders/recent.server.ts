import type { Slice } from '~/access/scope.server'
import type { Reads } from './order-reach.server'

const mostSlices = 40

/**
 * What is new, newest first, from one range of an index for each piece of the reach. `read` gets the piece, or null for everything;
 * a reach of very many accounts is read as one.
 */
export async function newestIn<R extends { at: Date }>(
  scope: Pick<Reads, 'slices'>,
  limit: number,
  read: (slice: Slice) => Promise<R[]>,
): Promise<R[]> {
  const slices = scope.slices.length > mostSlices ? [null] : scope.slices
  const found = await Promise.all(slices.map((slice) => read(slice)))
  return found
    .flat()
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, limit)
}
