/**
 * A set of texts that only answers whether one is in it: a hash of 12 bytes for each text in an open table, so that a million ids
 * take some 25 MB instead of 100. Two texts of a million share their 96 bits once in 10^17.
 */
export class Seen {
  #slots = new Uint32Array(3 * 1024)
  #size = 0

  get size(): number {
    return this.#size
  }

  has(text: string): boolean {
    return this.#find(wordsOf(text)) < 0
  }

  /** False where it is in already. */
  add(text: string): boolean {
    const words = wordsOf(text)
    const slot = this.#find(words)
    if (slot < 0) return false
    this.#slots.set(words, slot)
    this.#size++
    if (this.#size * 3 * 1.6 > this.#slots.length) this.#grow()
    return true
  }

  /** The free slot for these words, or -1 where they are in. */
  #find([a, b, c]: Words): number {
    const slots = this.#slots
    const places = slots.length / 3
    for (let place = a % places; ; place = (place + 1) % places) {
      const at = place * 3
      if (slots[at] === 0 && slots[at + 1] === 0 && slots[at + 2] === 0) return at
      if (slots[at] === a && slots[at + 1] === b && slots[at + 2] === c) return -1
    }
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Uint32Array(old.length * 2)
    for (let at = 0; at < old.length; at += 3) {
      const words: Words = [old[at] as number, old[at + 1] as number, old[at + 2] as number]
      if (words[0] === 0 && words[1] === 0 && words[2] === 0) continue
      this.#slots.set(words, this.#find(words))
    }
  }
}

type Words = [number, number, number]

/** Three hashes that mix differently (after cyrb53): far cheaper than a cryptographic one, and nobody chooses ids to collide. */
function wordsOf(text: string): Words {
  let [a, b, c] = [0xdeadbeef ^ text.length, 0x41c6ce57 ^ text.length, 0x27d4eb2f ^ text.length]
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 0x9e3779b1)
    b = Math.imul(b ^ code, 0x5f356495)
    c = Math.imul(c ^ code, 0x85ebca77)
    a = (a << 13) | (a >>> 19)
    b = (b << 11) | (b >>> 21)
    c = (c << 17) | (c >>> 15)
  }
  return [mixed(a ^ (b >>> 3)), mixed(b ^ (c >>> 5)), mixed(c ^ (a >>> 7)) || 1]
}

function mixed(word: number): number {
  const once = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  const twice = Math.imul(once ^ (once >>> 13), 0xc2b2ae35)
  return (twice ^ (twice >>> 16)) >>> 0
}
