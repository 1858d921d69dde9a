import type { Instant } from './days.ts'

type Seller = 'FFBV' | 'FFINC' | 'FFCN'

const kinds = {
  order: { prefix: 'SO-', first: { FFBV: 4, FFINC: 6, FFCN: 8 } },
  shipment: { prefix: 'SH-', first: { FFBV: 9, FFINC: 7, FFCN: 5 } },
  invoice: { prefix: 'INV-', first: { FFBV: 3, FFINC: 6, FFCN: 8 } },
  creditNote: { prefix: 'CN-', first: { FFBV: 3, FFINC: 6, FFCN: 8 } },
  payment: { prefix: 'PAY-', first: { FFBV: 3, FFINC: 6, FFCN: 8 } },
}

/** Numbers people say on the phone. They grow with time, a range for each legal entity; `taken` are those given by name. */
export class Numbers {
  readonly #start: Instant
  readonly #perDay: number
  readonly #digits: number
  readonly #taken: ReadonlySet<string>
  readonly #last = new Map<string, number>()

  constructor(start: Instant, scale: number, taken: ReadonlySet<string>) {
    this.#start = start
    this.#perDay = 3 * scale
    this.#digits = scale > 1 ? Math.max(6, String(Math.ceil(2200 * scale)).length) : 4
    this.#taken = taken
  }

  order(seller: Seller, at: Instant): string {
    return this.#next('order', seller, at, 6100)
  }

  shipment(seller: Seller, at: Instant): string {
    return this.#next('shipment', seller, at, -1738)
  }

  billed(kind: 'invoice' | 'creditNote' | 'payment', seller: Seller, at: Instant): string {
    return this.#next(kind, seller, at, 0)
  }

  /** `from` is where the small world begins, so that its newest numbers are near those of the named ones. */
  #next(kind: keyof typeof kinds, seller: Seller, at: Instant, from: number): string {
    const { prefix, first } = kinds[kind]
    const range = first[seller] * 10 ** this.#digits + (this.#digits === 4 ? from : 0)
    const key = `${kind} ${seller}`
    let number = Math.max((this.#last.get(key) ?? 0) + 1, range + Math.floor(((at - this.#start) / 86_400_000) * this.#perDay))
    while (this.#taken.has(prefix + number)) number++
    this.#last.set(key, number)
    return prefix + number
  }
}
