/** Where a count stops, so that it never reads a whole table. */
export const mostCounted = 100

/** A count that stopped says so: '99+'. */
export const capped = (count: number): string => (count >= mostCounted ? '99+' : String(count))
