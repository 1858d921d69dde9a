import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import type { WriteStream } from 'node:fs'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { stringify } from 'csv-stringify/sync'

/** A file of lines that grows while an import runs. It comes into being with its first line. */
class Lines {
  readonly path: string
  #stream: WriteStream | null = null
  #count = 0

  constructor(path: string) {
    this.path = path
  }

  get count(): number {
    return this.#count
  }

  async write(line: string): Promise<void> {
    if (!this.#stream) {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 })
      this.#stream = createWriteStream(this.path, { mode: 0o600 })
    }
    this.#count++
    if (!this.#stream.write(line)) await once(this.#stream, 'drain')
  }

  /** Writes out what is left, onto the disk. */
  async end(): Promise<void> {
    const stream = this.#stream
    if (!stream) return
    await new Promise<void>((done, fail) => stream.once('error', fail).end(() => done()))
    const file = await open(this.path, 'r+')
    await file.sync().finally(() => file.close())
  }
}

/**
 * A CSV for people: comma, UTF-8, a header. Cells that a spreadsheet would take for a formula get an apostrophe, since what is in
 * them comes from somebody else's file.
 */
export class CsvReport {
  readonly #lines: Lines
  readonly #header: readonly string[]

  constructor(path: string, header: readonly string[]) {
    this.#lines = new Lines(path)
    this.#header = header
  }

  /** Null as long as nothing was written. */
  get path(): string | null {
    return this.#lines.count > 0 ? this.#lines.path : null
  }

  async add(row: readonly (string | number)[]): Promise<void> {
    const rows = this.#lines.count === 0 ? [this.#header, row] : [row]
    await this.#lines.write(
      stringify(
        rows.map((one) => [...one]),
        { escape_formulas: true },
      ),
    )
  }

  async end(): Promise<void> {
    await this.#lines.end()
  }
}

/** What is put aside on the disk until its time comes, so that it need not fit into memory: JSON values, one per line. */
export class Spool<T> {
  readonly #lines: Lines
  #taken = false

  constructor() {
    this.#lines = new Lines(join(tmpdir(), `quayside-import-${process.pid}-${randomUUID()}.ndjson`))
  }

  get count(): number {
    return this.#lines.count
  }

  async add(value: T): Promise<void> {
    // Reading lines takes these two for line ends.
    const json = JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    await this.#lines.write(`${json}\n`)
  }

  /** Everything that was put aside, in that order; the file is gone afterwards. */
  async *take(): AsyncGenerator<T> {
    if (this.#taken || this.count === 0) return
    this.#taken = true
    await this.#lines.end()
    try {
      for await (const line of createInterface({
        input: createReadStream(this.#lines.path),
        crlfDelay: Number.POSITIVE_INFINITY,
      }))
        yield JSON.parse(line) as T
    } finally {
      await rm(this.#lines.path, { force: true })
    }
  }

  async remove(): Promise<void> {
    if (this.#taken || this.count === 0) return
    this.#taken = true
    await this.#lines.end()
    await rm(this.#lines.path, { force: true })
  }
}
