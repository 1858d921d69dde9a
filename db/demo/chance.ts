import { createHash } from 'node:crypto'

/** Repeatable chance: the same seed gives the same world, on every machine (sfc32). */
export class Chance {
  readonly seed: string
  #a: number
  #b: number
  #c: number
  #d: number

  constructor(seed: string) {
    this.seed = seed
    const bytes = createHash('sha256').update(seed).digest()
    this.#a = bytes.readInt32LE(0)
    this.#b = bytes.readInt32LE(4)
    this.#c = bytes.readInt32LE(8)
    this.#d = bytes.readInt32LE(12) | 1
  }

  /** A source of its own, so that more or fewer draws in one part of the world change no other part. */
  fork(name: string): Chance {
    return new Chance(`${this.seed}/${name}`)
  }

  /** From 0 to below 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + t) | 0
    return (t >>> 0) / 4294967296
  }

  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  is(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new RangeError('nothing to pick from')
    return list[Math.floor(this.next() * list.length)] as T
  }

  /** One of several, each with its weight. */
  weighted<T>(choices: readonly (readonly [number, T])[]): T {
    let left = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0)
    for (const [weight, value] of choices) {
      left -= weight
      if (left < 0) return value
    }
    return (choices.at(-1) as readonly [number, T])[1]
  }

  digits(count: number): string {
    let text = ''
    for (let i = 0; i < count; i++) text += Math.floor(this.next() * 10)
    return text
  }
}

/** Draws from many values by weight in constant time (alias method), for choosing an account a million times. */
export class Lottery<T> {
  readonly #values: readonly T[]
  readonly #limits: Float64Array
  readonly #others: Uint32Array

  constructor(values: readonly T[], weightOf: (value: T) => number) {
    const weights = values.map(weightOf)
    const mean = weights.reduce((sum, one) => sum + one, 0) / values.length
    const shares = weights.map((one) => one / mean)
    this.#values = values
    this.#limits = new Float64Array(values.length).fill(1)
    this.#others = new Uint32Array(values.length)
    const poor = [...shares.keys()].filter((i) => (shares[i] ?? 0) < 1)
    const rich = [...shares.keys()].filter((i) => (shares[i] ?? 0) >= 1)
    while (poor.length > 0 && rich.length > 0) {
      const small = poor.pop() as number
      const large = rich.at(-1) as number
      this.#limits[small] = shares[small] ?? 0
      this.#others[small] = large
      shares[large] = (shares[large] ?? 0) - (1 - (shares[small] ?? 0))
      if ((shares[large] ?? 0) < 1) poor.push(rich.pop() as number)
    }
  }

  draw(chance: Chance): T {
    const slot = chance.whole(0, this.#values.length - 1)
    const index = chance.next() < (this.#limits[slot] ?? 1) ? slot : (this.#others[slot] ?? slot)
    return this.#values[index] as T
  }
}
