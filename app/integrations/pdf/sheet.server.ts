import { setImmediate as breathe } from 'node:timers/promises'
import PDFDocument from 'pdfkit'
import type { Weight } from './fonts.server.ts'
import { runsOf } from './fonts.server.ts'

/** A4 paper, written from the top down: texts in several scripts, facts in columns, tables over many pages, and a line at each foot. */

const [width, height, margin, footRoom] = [595.28, 841.89, 48, 40]
const ink = '#1d2a30'
const quietInk = '#55646b'
const lineInk = '#c9d3d6'

export type TextLook = { size?: number; weight?: Weight; quiet?: boolean; align?: 'left' | 'right' }
export type Column<R> = {
  head: string
  /** A share of the width. */
  share: number
  align?: 'left' | 'right'
  cell: (row: R) => string
  /** A second, smaller line. */
  small?: (row: R) => string
}
type Box = { x: number; width: number }
const whole: Box = { x: margin, width: width - 2 * margin }

/** Rows that are drawn before other requests get their turn. */
const rowsAtOnce = 12

export class Sheet {
  readonly #doc: PDFKit.PDFDocument
  readonly #parts: Buffer[] = []
  readonly #ended: Promise<void>
  #y = margin

  constructor({ title, author, language, at }: { title: string; author: string; language: string; at: Date }) {
    this.#doc = new PDFDocument({
      size: [width, height],
      margin: 0,
      bufferPages: true,
      lang: language,
      displayTitle: true,
      info: { Title: title, Author: author, Creator: 'Quayside', Producer: 'Quayside', CreationDate: at, ModDate: at },
    })
    this.#doc.on('data', (part: Buffer) => void this.#parts.push(part))
    this.#ended = new Promise((done) => this.#doc.once('end', done))
  }

  /** One paragraph over the whole width. */
  text(text: string, look: TextLook = {}, after = 4): void {
    const lines = this.#lines(text, whole.width, look)
    for (const line of lines) {
      this.#room(leading(look))
      this.#line(line, whole, look)
      this.#y += leading(look)
    }
    this.#y += after
  }

  /** Blocks of lines beside one another, each an equal part of the width; the first line of each is its label. */
  blocks(blocks: readonly (readonly string[])[]): void {
    const part = whole.width / Math.max(1, blocks.length)
    const top = this.#y
    let lowest = top
    for (const [index, [label = '', ...lines]] of blocks.entries()) {
      const box = { x: whole.x + index * part, width: part - 14 }
      this.#y = top
      this.#inBox(label, box, { size: 8, quiet: true })
      for (const line of lines) this.#inBox(line, box, { size: 9.5 })
      lowest = Math.max(lowest, this.#y)
    }
    this.#y = lowest
  }

  space(points: number): void {
    this.#y += points
  }

  /** A table whose head is repeated on each page. Gives way to other work between groups of rows. */
  async table<R>(columns: readonly Column<R>[], rows: readonly R[]): Promise<void> {
    const boxes = boxesOf(columns)
    this.#head(columns, boxes)
    for (const [index, row] of rows.entries()) {
      if (index % rowsAtOnce === rowsAtOnce - 1) await breathe()
      const cells = columns.map((column, at) => {
        const box = boxes[at] ?? whole
        const look = { size: 9, ...(column.align && { align: column.align }) }
        const small = { size: 7.5, quiet: true, ...(column.align && { align: column.align }) }
        const below = column.small?.(row) ?? ''
        return {
          box,
          lines: [
            ...this.#lines(column.cell(row), box.width, look).map((text) => ({ text, look })),
            ...(below ? this.#lines(below, box.width, small).map((text) => ({ text, look: small })) : []),
          ],
        }
      })
      const needs = Math.max(...cells.map(({ lines }) => lines.reduce((sum, one) => sum + leading(one.look), 0))) + 7
      if (this.#y + needs > height - margin - footRoom) {
        this.#newPage()
        this.#head(columns, boxes)
      }
      const top = this.#y
      for (const { box, lines } of cells) {
        this.#y = top + 3
        for (const { text, look } of lines) {
          this.#line(text, box, look)
          this.#y += leading(look)
        }
      }
      this.#y = top + needs
      this.#rule()
    }
    this.#y += 6
  }

  /** Sums at the right: a label and its figure. */
  sums(rows: readonly { label: string; value: string; total?: boolean }[]): void {
    for (const { label, value, total } of rows) {
      const look: TextLook = { size: total ? 11 : 9.5, weight: total ? 700 : 400, align: 'right' }
      this.#room(leading(look))
      this.#line(label, { x: whole.x, width: whole.width - 120 }, look)
      this.#line(value, { x: whole.x + whole.width - 115, width: 115 }, look)
      this.#y += leading(look) + 2
    }
    this.#y += 8
  }

  /** The whole document, with `foot(page, pages)` at the foot of each page. */
  async done(foot: (page: number, pages: number) => string): Promise<Buffer> {
    const { start, count } = this.#doc.bufferedPageRange()
    for (let page = 0; page < count; page++) {
      this.#doc.switchToPage(start + page)
      this.#y = height - margin
      this.#line(foot(page + 1, count), whole, { size: 8, quiet: true })
    }
    await breathe()
    this.#doc.end()
    await this.#ended
    return Buffer.concat(this.#parts)
  }

  #inBox(text: string, box: Box, look: TextLook): void {
    for (const line of this.#lines(text, box.width, look)) {
      this.#line(line, box, look)
      this.#y += leading(look)
    }
  }

  #head<R>(columns: readonly Column<R>[], boxes: readonly Box[]): void {
    const look = (column: Column<R>): TextLook => ({ size: 8, quiet: true, ...(column.align && { align: column.align }) })
    const lines = columns.map((column, at) => this.#lines(column.head, boxes[at]?.width ?? 0, look(column)))
    const most = Math.max(...lines.map((one) => one.length))
    this.#room(most * leading({ size: 8 }) + 30)
    const top = this.#y
    for (const [at, column] of columns.entries()) {
      this.#y = top + (most - (lines[at]?.length ?? 0)) * leading({ size: 8 })
      for (const line of lines[at] ?? []) {
        this.#line(line, boxes[at] ?? whole, look(column))
        this.#y += leading({ size: 8 })
      }
    }
    this.#y = top + most * leading({ size: 8 }) + 3
    this.#rule()
  }

  #rule(): void {
    this.#doc
      .moveTo(whole.x, this.#y)
      .lineTo(whole.x + whole.width, this.#y)
      .lineWidth(0.5)
      .strokeColor(lineInk)
      .stroke()
  }

  #room(needs: number): void {
    if (this.#y + needs > height - margin - footRoom) this.#newPage()
  }

  #newPage(): void {
    this.#doc.addPage()
    this.#y = margin
  }

  #width(text: string, { size = 9.5, weight = 400 }: TextLook): number {
    let sum = 0
    for (const { font, text: part } of runsOf(text, weight)) {
      this.#use(font.name, font.content)
      sum += this.#doc.fontSize(size).widthOfString(part)
    }
    return sum
  }

  readonly #known = new Set<string>()
  #use(name: string, content: Buffer): void {
    if (!this.#known.has(name)) this.#doc.registerFont(name, content)
    this.#known.add(name)
    this.#doc.font(name)
  }

  /** One line where the page has come to, cut into the fonts that it needs. */
  #line(text: string, box: Box, look: TextLook): void {
    const { size = 9.5, weight = 400, quiet, align } = look
    let x = align === 'right' ? box.x + box.width - this.#width(text, look) : box.x
    this.#doc.fillColor(quiet ? quietInk : ink)
    for (const { font, text: part } of runsOf(text, weight)) {
      this.#use(font.name, font.content)
      // By the line they stand on, which fonts have at different heights.
      this.#doc.fontSize(size).text(part, x, this.#y + size, { lineBreak: false, baseline: 'alphabetic' })
      x += this.#doc.widthOfString(part)
    }
  }

  /** A text in lines that fit: broken between words, and between any two Chinese characters; a word that is too long wherever it must. */
  #lines(text: string, room: number, look: TextLook): string[] {
    if (text === '') return []
    const lines: string[] = []
    let line = ''
    for (const piece of piecesOf(text)) {
      const longer = line + piece
      if (this.#width(longer.trimEnd(), look) <= room) line = longer
      else if (this.#width(piece.trimEnd(), look) <= room) {
        lines.push(line.trimEnd())
        line = piece
      } else
        for (const letter of piece) {
          if (line !== '' && this.#width(line + letter, look) > room) {
            lines.push(line)
            line = ''
          }
          line += letter
        }
    }
    return [...lines, line.trimEnd()].filter((one) => one !== '')
  }
}

const leading = ({ size = 9.5 }: TextLook): number => Math.round(size * 1.45 * 10) / 10

/** What stays together: a word with the space after it, or one character of a script without spaces. */
const piecesOf = (text: string): string[] =>
  text
    .replace(/\s*\n\s*/g, ' ')
    .match(/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+ ?|\s/gu) ?? []

const gap = 10
function boxesOf<R>(columns: readonly Column<R>[]): Box[] {
  const shares = columns.reduce((sum, one) => sum + one.share, 0)
  let x = whole.x
  return columns.map(({ share }) => {
    const own = (whole.width * share) / shares
    const box = { x, width: own - gap }
    x += own
    return box
  })
}
