import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import type { encodings } from './mapping'
import { delimiters, WrongInput } from './mapping'

/**
 * Looks through a whole file before anything is written: is it text in the encoding that it should be in, and do its quotes end?
 * Works on bytes, since everything that gives a CSV its shape is one byte in both encodings.
 */

export type Encoding = (typeof encodings)[number]
export type Delimiter = (typeof delimiters)[number]
export type Scanned = { bytes: number; header: Buffer; encoding: Encoding; delimiter: Delimiter; bom: boolean }

const quote = 0x22
const lineFeed = 0x0a
const carriageReturn = 0x0d
/** A longer record is no record, but a quote that never ends. */
export const longestRecord = 1024 * 1024

// Bytes that stand for nothing in cp1252.
const undefinedBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/**
 * Throws WrongInput, with the line and the byte, where the file is not what it should be. Without a delimiter it is the one that the
 * header has most of.
 */
export async function scan(path: string, encoding: Encoding, delimiter: Delimiter | null = null): Promise<Scanned> {
  const scanner = new Scanner(basename(path), encoding, delimiter)
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) scanner.take(chunk as Buffer)
  return scanner.end()
}

class Scanner {
  readonly #file: string
  readonly #encoding: Encoding
  #delimiter: Delimiter | null
  #delimiterByte = 0
  #bytes = 0
  #line = 1
  #bom = false
  #inQuotes = false
  #atFieldStart = true
  #afterQuote = false
  #quotedSince = 0
  #recordStart = 0
  #lastWasReturn = false
  #ascii = true
  #validUtf8 = true
  #carry: Buffer = Buffer.alloc(0)
  #header: Buffer[] | Buffer = []

  constructor(file: string, encoding: Encoding, delimiter: Delimiter | null) {
    this.#file = file
    this.#encoding = encoding
    this.#delimiter = delimiter
  }

  take(chunk: Buffer): void {
    if (this.#bytes === 0) this.#begin(chunk)
    this.#checkBytes(chunk)
    this.#walk(chunk)
    this.#bytes += chunk.length
  }

  end(): Scanned {
    if (this.#carry.length > 0) this.#notUtf8(this.#carry, 0, this.#line)
    if (this.#inQuotes) this.#fail(`has a quote that opens on line ${this.#quotedSince} and never closes`)
    if (this.#bytes === 0) this.#fail('is empty: it has not even a header')
    if (this.#encoding === 'cp1252' && !this.#ascii && this.#validUtf8)
      this.#fail('should be cp1252, but is UTF-8: say "encoding": "utf-8" for it')
    const header = Array.isArray(this.#header) ? Buffer.concat(this.#header) : this.#header
    return { bytes: this.#bytes, header, encoding: this.#encoding, delimiter: this.#delimiter ?? ',', bom: this.#bom }
  }

  #fail(why: string): never {
    throw new WrongInput([`${this.#file} ${why}`])
  }

  #begin(chunk: Buffer): void {
    const [first, second, third] = chunk
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
      this.#fail('is UTF-16: save it as UTF-8 (in a spreadsheet: “CSV UTF-8”)')
    this.#bom = first === 0xef && second === 0xbb && third === 0xbf
    if (this.#bom && this.#encoding === 'cp1252')
      this.#fail('should be cp1252, but begins with the mark of UTF-8: say "encoding": "utf-8" for it')
    this.#delimiter ??= likelyDelimiter(chunk)
    this.#delimiterByte = this.#delimiter.charCodeAt(0)
  }

  #checkBytes(chunk: Buffer): void {
    const zero = chunk.indexOf(0)
    if (zero >= 0) this.#fail(`is no CSV: it holds a zero byte on line ${this.#line + linesIn(chunk, zero)}`)
    const whole = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk
    const cut = whole.length - unfinished(whole)
    const text = whole.subarray(0, cut)
    this.#carry = Buffer.from(whole.subarray(cut))
    if (this.#validUtf8 && !isUtf8(text)) {
      if (this.#encoding === 'utf-8') this.#notUtf8(text, firstBad(text), this.#line)
      this.#validUtf8 = false
    }
    if (this.#encoding === 'cp1252') this.#checkWestern(chunk)
  }

  #notUtf8(text: Buffer, at: number, line: number): never {
    const byte = (text[at] ?? 0).toString(16).toUpperCase()
    this.#fail(
      `is not UTF-8: byte ${byte} on line ${line + linesIn(text, at)}. If it comes from an old Windows program, say "encoding": "cp1252" for it`,
    )
  }

  #checkWestern(chunk: Buffer): void {
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (byte < 0x80) continue
      this.#ascii = false
      if (undefinedBytes.has(byte))
        this.#fail(`is not cp1252: byte ${byte.toString(16).toUpperCase()} on line ${this.#line + linesIn(chunk, at)}`)
    }
  }

  /** Counts lines and follows quotes as a CSV parser does: one opens only at the beginning of a cell, and doubled it is text. */
  #walk(chunk: Buffer): void {
    for (let at = this.#bytes === 0 && this.#bom ? 3 : 0; at < chunk.length; at++) {
      const byte = chunk[at] as number
      if (byte === quote) this.#quote()
      else if (byte === lineFeed || byte === carriageReturn) this.#lineEnd(byte, chunk, at)
      else this.#other(byte)
    }
    if (this.#bytes + chunk.length - this.#recordStart > longestRecord) this.#tooLong()
    if (Array.isArray(this.#header)) this.#header.push(Buffer.from(chunk))
  }

  #other(byte: number): void {
    if (this.#afterQuote) this.#leaveQuotes()
    if (!this.#inQuotes) this.#atFieldStart = byte === this.#delimiterByte
    this.#lastWasReturn = false
  }

  #quote(): void {
    this.#lastWasReturn = false
    if (this.#afterQuote) this.#afterQuote = false
    else if (this.#inQuotes) this.#afterQuote = true
    else if (this.#atFieldStart) {
      this.#inQuotes = true
      this.#quotedSince = this.#line
    }
    this.#atFieldStart = false
  }

  #leaveQuotes(): void {
    this.#afterQuote = false
    this.#inQuotes = false
  }

  #lineEnd(byte: number, chunk: Buffer, at: number): void {
    const second = byte === lineFeed && this.#lastWasReturn
    if (!second) this.#line++
    this.#lastWasReturn = byte === carriageReturn
    if (this.#afterQuote) this.#leaveQuotes()
    if (this.#inQuotes) return
    if (this.#bytes + at - this.#recordStart > longestRecord) this.#tooLong()
    this.#atFieldStart = true
    this.#recordStart = this.#bytes + at + 1
    if (Array.isArray(this.#header)) this.#header = Buffer.concat([...this.#header, chunk.subarray(0, at)])
  }

  #tooLong(): never {
    const why = this.#inQuotes ? `: a quote opens on line ${this.#quotedSince} and does not close` : ` before line ${this.#line}`
    this.#fail(`is no CSV: a record of more than ${longestRecord} bytes${why}`)
  }
}

/** The one that stands most often in the first line, outside quotes. */
function likelyDelimiter(chunk: Buffer): Delimiter {
  const [line = ''] = chunk
    .subarray(0, 65_536)
    .toString('latin1')
    .split(/[\r\n]/, 1)
  const bare = line.replace(/"[^"]*"/g, '')
  const counts = delimiters.map((one) => bare.split(one).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ','
}

/** Line ends before a place in a piece of the file. */
function linesIn(chunk: Buffer, until: number): number {
  let count = 0
  for (let at = 0; at < until; at++) {
    if (chunk[at] === lineFeed ? chunk[at - 1] !== carriageReturn : chunk[at] === carriageReturn) count++
  }
  return count
}

/** How many bytes at the end belong to a character that goes on in the next piece. */
function unfinished(text: Buffer): number {
  for (let back = 1; back <= Math.min(3, text.length); back++) {
    const byte = text[text.length - back] as number
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return bytesOf(byte) > back ? back : 0
  }
  return 0
}

/** How many bytes a character has that begins with this one. */
const bytesOf = (first: number) => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2)

/** Where the first byte is that no UTF-8 has there. */
function firstBad(text: Buffer): number {
  let [good, bad] = [0, text.length]
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const part = text.subarray(0, middle)
    if (isUtf8(part.subarray(0, part.length - unfinished(part)))) good = middle
    else bad = middle
  }
  const part = text.subarray(0, good)
  return good - unfinished(part)
}
