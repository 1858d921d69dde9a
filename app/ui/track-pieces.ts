/* The arithmetic of the progress track: pieces of one segment, as fractions of its length. */

export type Piece = { from: number; to: number; kind: 'actual' | 'lost' | 'planned' }
export type Span = {
  /** When the segment begins (milliseconds). */
  start: number
  /** When it ended, or is expected to end. */
  end: number
  /** When its end was first promised. */
  promised: number | null
  now: number
}

const inside = (value: number): number => Math.min(1, Math.max(0, value))

/** Solid up to now, outlined after it, hatched for what lies beyond the promise. Where time lost is past, it stays hatched. */
export function piecesOf({ start, end, promised, now }: Span): Piece[] {
  if (end <= start) return now >= end ? [{ from: 0, to: 1, kind: 'actual' }] : [{ from: 0, to: 1, kind: 'planned' }]
  const share = (at: number) => inside((at - start) / (end - start))
  const lostFrom = promised === null ? 1 : share(promised)
  const done = share(now)
  const pieces: Piece[] = [
    { from: 0, to: Math.min(done, lostFrom), kind: 'actual' },
    { from: Math.min(done, lostFrom), to: lostFrom, kind: 'planned' },
    { from: lostFrom, to: 1, kind: 'lost' },
  ]
  return pieces.filter(({ from, to }) => to - from > 0.001)
}

/** Where "today" stands in a segment, or null when it lies outside. */
export function todayIn({ start, end, now }: Span): number | null {
  return end > start && now > start && now < end ? (now - start) / (end - start) : null
}
