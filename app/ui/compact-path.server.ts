/* Takes what d3 draws and writes it small: whole numbers, relative steps, nothing that moves less than the tolerance,
   no island that would be a dot. A coast of half a continent becomes some ten kilobytes. */

type Point = [number, number]

export class CompactPath {
  readonly #tolerance: number
  #text = ''
  #ring: Point[] = []

  constructor(tolerance: number) {
    this.#tolerance = tolerance
  }

  beginPath(): void {}
  arc(): void {}

  moveTo(x: number, y: number): void {
    this.#finish(false)
    this.#ring = [[Math.round(x), Math.round(y)]]
  }
  lineTo(x: number, y: number): void {
    const last = this.#ring.at(-1)
    if (last && Math.hypot(x - last[0], y - last[1]) < this.#tolerance) return
    this.#ring.push([Math.round(x), Math.round(y)])
  }
  closePath(): void {
    this.#finish(true)
  }

  #finish(closed: boolean): void {
    const ring = this.#ring
    this.#ring = []
    const [first] = ring
    if (!first || ring.length < (closed ? 4 : 2)) return
    if (closed && size(ring) < this.#tolerance * 3) return
    let text = `M${first[0]},${first[1]}l`
    let [x, y] = first
    ring.slice(1).forEach((point, i) => {
      const [dx, dy] = [point[0] - x, point[1] - y]
      text += `${i > 0 && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`
      ;[x, y] = point
    })
    this.#text += closed ? `${text}z` : text
  }

  toString(): string {
    this.#finish(false)
    return this.#text
  }
}

/** The longer side of a ring's box. */
function size(ring: readonly Point[]): number {
  let [left, top, right, bottom] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const [x, y] of ring) {
    left = Math.min(left, x)
    right = Math.max(right, x)
    top = Math.min(top, y)
    bottom = Math.max(bottom, y)
  }
  return Math.max(right - left, bottom - top)
}
