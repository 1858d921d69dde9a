/** Whole part of a division, towards the smaller number; the divisor is above zero. */
const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n || a % b === 0n ? a / b : a / b - 1n)

/**
 * Shares out a sum by weights so that the shares are whole and their sum is exactly it: each gets its part rounded down, and what
 * remains goes one by one to the largest remainders, ties to the earliest. Weights may be negative; their sum may not be zero.
 */
export function allocate(sum: bigint, weights: readonly bigint[]): bigint[] {
  const all = weights.reduce((total, one) => total + one, 0n)
  if (all === 0n) throw new RangeError('weights must not sum to zero')
  const sign = all < 0n ? -1n : 1n
  const whole = all * sign
  const shares: bigint[] = []
  const remainders: bigint[] = []
  let left = sum
  for (const weight of weights) {
    const part = weight * sum * sign
    const share = floorDiv(part, whole)
    shares.push(share)
    remainders.push(part - share * whole)
    left -= share
  }
  // As many as are left at most, so that only they need sorting; a zero remainder wants nothing.
  const order = weights.map((_, index) => index).filter((index) => remainders[index] !== 0n)
  order.sort((a, b) => larger(remainders, a, b) || a - b)
  for (const index of order.slice(0, Number(left))) shares[index] = (shares[index] ?? 0n) + 1n
  return shares
}

function larger(remainders: readonly bigint[], a: number, b: number): number {
  const [x = 0n, y = 0n] = [remainders[a], remainders[b]]
  return x === y ? 0 : x > y ? -1 : 1
}
