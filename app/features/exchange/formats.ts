import type { ColumnKind } from '~/values/columns'
import { isDay, reason } from '~/values/columns'
import { dayIn, instantIn } from '~/values/local-date'

/** How a file writes numbers and times; what a mapping may say for all files, for one of them, or for one column. */
export type Format = {
  decimal: '.' | ','
  grouping: '.' | ',' | ' ' | "'" | null
  /** Tried in this order; 'ISO' means 2026-06-23, 2026-06-23 14:05, 2026-06-23T14:05:00Z and their like. */
  dates: readonly DatePattern[]
  timeZone: string
}

/** Why a cell cannot be read; the text is a reason as in values/columns. */
export class Unreadable {
  readonly reason: string
  constructor(why: string) {
    this.reason = why
  }
}

// ---- Dates ----------------------------------------------------------------------------------------------------------------

type Part = 'YYYY' | 'MM' | 'M' | 'DD' | 'D' | 'HH' | 'H' | 'hh' | 'h' | 'mm' | 'ss' | 'SSS' | 'A'
export type DatePattern = { text: string; form: RegExp; parts: readonly Part[] }

const digits: Record<Part, string> = {
  YYYY: '(\\d{4})',
  MM: '(\\d{2})',
  M: '(\\d{1,2})',
  DD: '(\\d{2})',
  D: '(\\d{1,2})',
  HH: '(\\d{2})',
  H: '(\\d{1,2})',
  hh: '(\\d{2})',
  h: '(\\d{1,2})',
  mm: '(\\d{2})',
  ss: '(\\d{2})',
  SSS: '(\\d{3})',
  A: '([AaPp][Mm])',
}
const words = /YYYY|MM?|DD?|HH?|hh?|mm|ss|SSS|A|[a-zA-Z]+|[^a-zA-Z]+/g

export const datePatternWords = 'YYYY, MM, M, DD, D, HH, H, hh, h, mm, ss, SSS, A, and ISO'

/**
 * Reads 'DD.MM.YYYY HH:mm' and its like; 'ISO' by itself. Null where it is none: a word that is not known, or not one each of
 * year, month and day. Years of two digits are refused, since nobody can tell which century they mean.
 */
export function datePattern(text: string): DatePattern | null {
  if (text === 'ISO') return { text, form: iso, parts: [] }
  const pieces = [...text.matchAll(words)].map(([piece]) => piece)
  const parts = pieces.filter((piece): piece is Part => Object.hasOwn(digits, piece))
  if (pieces.some((piece) => /^[a-zA-Z]/.test(piece) && !Object.hasOwn(digits, piece) && piece !== 'T')) return null
  const has = (...names: Part[]) => parts.filter((part) => names.includes(part)).length === 1
  if (!has('YYYY') || !has('MM', 'M') || !has('DD', 'D') || new Set(parts).size !== parts.length) return null
  const escaped = (piece: string) => piece.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
  const form = pieces.map((piece) => (Object.hasOwn(digits, piece) ? digits[piece as Part] : escaped(piece))).join('')
  return { text, form: new RegExp(`^${form}$`), parts }
}

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i

/** A day with a time of day where one was given, and the offset where the text has one. */
type Moment = { day: string; time: string | null; offset: string | null }

const two = (part: string | undefined) => (part ?? '0').padStart(2, '0')

function isoMoment(found: RegExpExecArray): Moment {
  const [, day = '', hour, minute, second, fraction, offset] = found
  if (hour === undefined) return { day, time: null, offset: null }
  const time = `${hour}:${minute}:${two(second)}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}`
  return { day, time, offset: offset ? offset.toUpperCase() : null }
}

function patternMoment(found: RegExpExecArray, parts: readonly Part[]): Moment | null {
  const given = (...names: Part[]) => {
    const index = parts.findIndex((part) => names.includes(part))
    return index < 0 ? undefined : found[index + 1]
  }
  const day = `${given('YYYY')}-${two(given('MM', 'M'))}-${two(given('DD', 'D'))}`
  const twelve = given('hh', 'h')
  const hour = twelve === undefined ? given('HH', 'H') : hourOf(twelve, given('A'))
  if (hour === null) return null
  if (hour === undefined) return { day, time: null, offset: null }
  return { day, time: `${two(hour)}:${two(given('mm'))}:${two(given('ss'))}.${given('SSS') ?? '000'}`, offset: null }
}

function hourOf(twelve: string, half: string | undefined): string | null {
  const hour = Number(twelve)
  if (hour < 1 || hour > 12) return null
  return String((hour % 12) + (half?.toLowerCase() === 'pm' ? 12 : 0))
}

function momentOf(text: string, patterns: readonly DatePattern[]): Moment | null {
  for (const pattern of patterns) {
    const found = pattern.form.exec(text)
    const moment = found && (pattern.form === iso ? isoMoment(found) : patternMoment(found, pattern.parts))
    if (moment && isDay(moment.day) && (moment.time === null || isTime(moment.time))) return moment
  }
  return null
}

const isTime = (time: string) => time < '24' && time.slice(3, 5) < '60' && time.slice(6, 8) < '60'

const offsets = new Map<string, number | null>()

/**
 * A local time as an instant. Temporal takes some 20 µs, so the offset of each hour is remembered; an hour in which the clocks
 * change is asked for every time.
 */
function instantOf(day: string, time: string, zone: string): Date {
  const hour = `${zone} ${day}T${time.slice(0, 2)}`
  let offset = offsets.get(hour)
  if (offset === undefined) {
    const begin = utc(day, `${time.slice(0, 2)}:00:00.000`) - instantIn(`${day}T${time.slice(0, 2)}:00:00`, zone).getTime()
    const end = utc(day, `${time.slice(0, 2)}:59:59.999`) - instantIn(`${day}T${time.slice(0, 2)}:59:59.999`, zone).getTime()
    offset = begin === end ? begin : null
    if (offsets.size >= 20_000) offsets.clear()
    offsets.set(hour, offset)
  }
  return offset === null ? instantIn(`${day}T${time}`, zone) : new Date(utc(day, time) - offset)
}
const utc = (day: string, time: string) => Date.parse(`${day}T${time}Z`)

function momentInstant({ day, time, offset }: Moment, zone: string): Date {
  if (time === null) return instantOf(day, '00:00:00.000', zone)
  if (offset === null) return instantOf(day, time, zone)
  return new Date(`${day}T${time}${/^[+-]\d{2}$/.test(offset) ? `${offset}:00` : offset}`)
}

function readInstant(text: string, format: Format): string | Unreadable {
  const moment = momentOf(text, format.dates)
  if (!moment) return new Unreadable(reason('instant', { example: examples(format) }))
  const at = momentInstant(moment, format.timeZone)
  if (Number.isNaN(at.getTime())) return new Unreadable(reason('instant', { example: examples(format) }))
  return at.toISOString()
}

/** A day; of a time with an offset, the day that it is then in the source's time zone. */
function readDay(text: string, format: Format): string | Unreadable {
  const moment = momentOf(text, format.dates)
  if (!moment) return new Unreadable(reason('day', { example: examples(format) }))
  return moment.offset === null ? moment.day : dayIn(momentInstant(moment, format.timeZone), format.timeZone)
}

const examples = (format: Format) => format.dates.map((one) => one.text).join(', ')

// ---- Numbers --------------------------------------------------------------------------------------------------------------

const numberForms = new Map<string, RegExp>()

/** Digits, in whole groups of three where the mapping says that they are grouped; a sign before or, as some systems do, behind. */
function numberForm({ decimal, grouping }: Format): RegExp {
  const name = `${decimal}${grouping}`
  const known = numberForms.get(name)
  if (known) return known
  const whole = grouping ? `\\d{1,3}(?:[${grouping === ' ' ? ' \u00a0\u202f' : grouping}]\\d{3})+|\\d+` : '\\d+'
  const form = new RegExp(`^(-?)(${whole})(?:\\${decimal}(\\d+))?(-?)$`)
  numberForms.set(name, form)
  return form
}

function readNumber(text: string, format: Format): string | Unreadable {
  const found = numberForm(format).exec(text)
  if (!found || (found[1] && found[4])) return new Unreadable(reason('number', { example: `1234${format.decimal}5` }))
  const whole = (found[2] ?? '').replace(/\D/g, '').replace(/^0+(?=\d)/, '')
  const rest = (found[3] ?? '').replace(/0+$/, '')
  const value = rest ? `${whole}.${rest}` : whole
  return (found[1] || found[4]) && value !== '0' ? `-${value}` : value
}

function readFraction(text: string, format: Format): string | Unreadable {
  if (!text.endsWith('%')) return readNumber(text, format)
  const percent = readNumber(text.slice(0, -1).trimEnd(), format)
  if (typeof percent !== 'string') return percent
  const sign = percent.startsWith('-') ? '-' : ''
  const [whole = '0', rest = ''] = percent.replace('-', '').split('.')
  const all = `${whole.padStart(3, '0')}${rest}`
  const point = all.length - rest.length - 2
  return readNumber(`${sign}${all.slice(0, point)}.${all.slice(point)}`, { ...format, decimal: '.', grouping: null })
}

// ---- Text -----------------------------------------------------------------------------------------------------------------

const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]/
const breakRun = /\s*[\t\n\v\f\r\u0085\u2028\u2029]+\s*/g
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u001f\u007f-\u009f]/

const codeOf = (character: string) => `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`

/** One line: breaks within become `joint`. Other control characters are refused by their code, since nobody would see them. */
function readText(text: string, joint: string): string | Unreadable {
  const plain = breaks.test(text) ? text.replace(breakRun, joint) : text
  const found = control.exec(plain)
  return found ? new Unreadable(reason('control', { code: codeOf(found[0]) })) : plain
}

const flags: Record<string, string> = { yes: 'yes', y: 'yes', true: 'yes', 1: 'yes', x: 'yes', no: 'no', n: 'no', false: 'no', 0: 'no', '-1': 'yes' } // biome-ignore format: a table

const readers: Record<ColumnKind, (text: string, format: Format) => string | Unreadable> = {
  key: (text) => readText(text, ' '),
  text: (text) => readText(text, ' '),
  lines: (text) => readText(text, ', '),
  number: readNumber,
  fraction: readFraction,
  day: readDay,
  instant: readInstant,
  flag: (text) => flags[text.toLowerCase()] ?? text,
  word: (text) => text.toLowerCase().replace(/[\s-]+/g, '_'),
  'number or text': (text, format) => orText(readNumber(text, format), text),
  'day or text': (text, format) => orText(readDay(text, format), text),
}

const orText = (read: string | Unreadable, text: string) => (read instanceof Unreadable ? readText(text, ' ') : read)

/** A cell of a file, without blanks around it, in the plain writing that the columns are checked in; null where it is blank. */
export function readCell(kind: ColumnKind, cell: string, format: Format): string | null | Unreadable {
  const text = cell.trim()
  return text === '' ? null : readers[kind](text, format)
}
