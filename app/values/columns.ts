import { z } from 'zod'
import { normalEmail } from './email.ts'
import { isTimeZone } from './local-date.ts'

/**
 * What a column of an imported file may hold. A column is a Zod type over plain text (a point in decimals, ISO dates, instants in
 * UTC), into which a file's own ways of writing are turned first, by the column's kind. Reasons are keys of the languages, below
 * `exchange:reasons`, with their values behind a bar.
 */
export type ColumnKind =
  | 'key'
  | 'text'
  | 'lines'
  | 'number'
  | 'fraction'
  | 'day'
  | 'instant'
  | 'flag'
  | 'word'
  | 'number or text'
  | 'day or text'

declare module 'zod' {
  interface GlobalMeta {
    /** What the column means, for whoever writes a file. */
    what?: string
    kind?: ColumnKind
    /** How it is written, in a few words of English. */
    form?: string
    example?: string
  }
}

/** A reason with its values, as one text: 'tooLong|{"longest":200}'. */
export const reason = (key: string, values: Record<string, string | number> = {}): string =>
  Object.keys(values).length > 0 ? `${key}|${JSON.stringify(values)}` : key

/** The other way round. */
export function reasonParts(text: string): { key: string; values: Record<string, string | number> } {
  const bar = text.indexOf('|')
  return bar < 0 ? { key: text, values: {} } : { key: text.slice(0, bar), values: JSON.parse(text.slice(bar + 1)) }
}

const forms: Record<ColumnKind, string> = {
  key: 'id',
  text: 'text',
  lines: 'text',
  number: 'number',
  fraction: 'fraction or percent',
  day: 'date',
  instant: 'date and time',
  flag: 'yes or no',
  word: 'word',
  'number or text': 'number, or text',
  'day or text': 'date, or text',
}

const column = <S extends z.ZodType>(schema: S, kind: ColumnKind, what: string, example: string, form = forms[kind]) =>
  schema.meta({ what, kind, example, form })

/** The column may be blank (null), and may be missing from the file (undefined). */
export const maybe = <S extends z.ZodType>(schema: S): z.ZodOptional<z.ZodNullable<S>> => {
  const { what = '', kind = 'text', example = '', form = '' } = schema.meta() ?? {}
  return schema.nullable().optional().meta({ what, kind, example, form })
}

const upTo = (longest: number) =>
  z.string({ error: 'required' }).refine((text) => text.length <= longest, { error: reason('tooLong', { longest }) })

/** An id that the source gives; compared by exact bytes. */
export const key = (what: string, example: string) => column(upTo(150), 'key', what, example)

/** One line of text of at most so many characters. */
export const text = (longest: number, what: string, example: string) =>
  column(upTo(longest), 'text', what, example, `text of at most ${longest}`)

/** Text whose lines become one, joined by commas: the street of an address. */
export const lines = (longest: number, what: string, example: string) =>
  column(upTo(longest), 'lines', what, example, `text of at most ${longest}`)

type Bounds = { least?: string; above?: string; most?: string }

/** Exact decimals with at most so many digits before and after the point, as text. */
const decimal = (before: number, after: number, bounds: Bounds) => {
  const form = new RegExp(`^-?\\d{1,${before}}(\\.\\d{1,${after}})?$`)
  return z
    .string({ error: 'required' })
    .refine((value) => form.test(value), { error: reason('digits', { before, after }), abort: true })
    .refine((value) => within(value, bounds), { error: boundsReason(bounds) })
}

// Bounds are small whole numbers, which compare exactly with what the form has let through.
const within = (value: string, { least, above, most }: Bounds) =>
  (least === undefined || Number(value) >= Number(least)) &&
  (above === undefined || Number(value) > Number(above)) &&
  (most === undefined || Number(value) <= Number(most))

function boundsReason({ least, above, most }: Bounds): string {
  if (least !== undefined && most !== undefined) return reason('between', { least, most })
  if (above !== undefined) return reason('above', { above })
  return reason('atLeast', { least: least ?? '' })
}

/** DECIMAL(19,4). */
export const money = (what: string, example: string) => column(decimal(15, 4, {}), 'number', what, example)
/** DECIMAL(19,6): unit prices. */
export const price = (what: string, example: string) => column(decimal(13, 6, {}), 'number', what, example)
/** DECIMAL(19,6), zero or more. */
export const quantity = (what: string, example: string) => column(decimal(13, 6, { least: '0' }), 'number', what, example)
/** DECIMAL(19,6), more than zero. */
export const someQuantity = (what: string, example: string) => column(decimal(13, 6, { above: '0' }), 'number', what, example)
/** DECIMAL(19,8), more than zero. */
export const exchangeRate = (what: string, example: string) => column(decimal(11, 8, { above: '0' }), 'number', what, example)
export const kilograms = (what: string, example: string) => column(decimal(9, 3, { least: '0' }), 'number', what, example)
/** A share of one; a file may also say it with a percent sign. */
export const fraction = (what: string, example: string) =>
  column(decimal(3, 6, { least: '0', most: '1' }), 'fraction', what, example)

export const whole = (least: number, most: number, what: string, example: string) =>
  column(
    z
      .string({ error: 'required' })
      .refine((value) => /^\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most, {
        error: reason('whole', { least, most }),
      })
      .transform(Number),
    'number',
    what,
    example,
  )

const monthDays = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether a text is a day that exists, in the years 1000 to 9999. Ten times faster than asking Temporal, for millions of rows. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, of] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  if (of < 1 || of > (monthDays[month - 1] ?? 0)) return false
  return month !== 2 || of < 29 || (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0))
}

/** A calendar day, which stays text. */
export const day = (what: string, example: string) =>
  column(z.string({ error: 'required' }).refine(isDay, { error: reason('day', { example: '2026-06-23' }) }), 'day', what, example)

/** A day where the file's writing can be read, else what stands there, for somebody to make sense of. */
export const dayOrText = (longest: number, what: string, example: string) =>
  column(upTo(longest), 'day or text', what, example, `date, or text of at most ${longest}`)

/** The same for a number. */
export const numberOrText = (longest: number, what: string, example: string) =>
  column(upTo(longest), 'number or text', what, example, `number, or text of at most ${longest}`)

/** An instant: a local time is taken in the time zone that the mapping names for the file. */
export const instant = (what: string, example: string) =>
  column(
    z
      .string({ error: 'required' })
      .refine((value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value), {
        error: reason('instant', { example: '2026-06-23 14:05' }),
      })
      .transform((value) => new Date(value)),
    'instant',
    what,
    example,
  )

/** 1 or 0. */
export const flag = (what: string) =>
  column(
    z.enum(['yes', 'no'], { error: reason('flag', { allowed: 'yes, no' }) }).transform((value) => (value === 'yes' ? 1 : 0)),
    'flag',
    what,
    'yes',
  )

/** One of a few words. */
export const choice = <const T extends readonly [string, ...string[]]>(allowed: T, what: string) =>
  column(
    z.enum(allowed, { error: reason('choice', { allowed: allowed.join(', ') }) }),
    'word',
    what,
    allowed[0],
    `one of ${allowed.join(', ')}`,
  )

/** Remembers the answers of a slow question about few different texts. */
function remembering(ask: (text: string) => boolean): (text: string) => boolean {
  const answers = new Map<string, boolean>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined) return known
    const answer = ask(text)
    if (answers.size < 1000) answers.set(text, answer)
    return answer
  }
}

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const isCountry = remembering((code) => /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && countries.of(code) !== undefined)

const capitals = (test: (code: string) => boolean, error: string) =>
  z
    .string({ error: 'required' })
    .transform((value) => value.toUpperCase())
    .refine(test, { error })

/** ISO 3166-1 alpha-2. */
export const country = (what: string) => column(capitals(isCountry, 'country'), 'text', what, 'NL')

const currencies = new Set(Intl.supportedValuesOf('currency'))
/** ISO 4217. */
export const currency = (what: string) =>
  column(
    capitals((code) => currencies.has(code), 'currency'),
    'text',
    what,
    'EUR',
  )

/** UN/ECE Recommendation 20. */
export const unit = (what: string) =>
  column(
    capitals((code) => /^[A-Z0-9]{1,3}$/.test(code), 'unit'),
    'text',
    what,
    'C62',
  )

const isZone = remembering(isTimeZone)
/** A name of the IANA database. */
export const timeZone = (what: string) => column(upTo(64).refine(isZone, { error: 'timeZone' }), 'text', what, 'Europe/Amsterdam')

export const email = (what: string, example: string) =>
  column(
    z.string({ error: 'required' }).transform((value, context) => {
      const address = normalEmail(value)
      if (address) return address
      context.addIssue({ code: 'custom', message: 'email' })
      return z.NEVER
    }),
    'text',
    what,
    example,
  )

type Cell = string | number | Date | null
/** What a row makes of a record's fields, for imports: `values` where the file feeds the column, `initially` where it does not. */
export type Fed = { values: Record<string, Cell>; initially: Record<string, Cell> }

/**
 * Sorts the columns that are named like fields of the record. `usual` is what stands for a blank, and for a new record what stands
 * where the file has no such column; null where nothing does.
 */
export function fed<F extends string>(
  columns: Readonly<Record<string, unknown>>,
  fields: readonly F[],
  usual: Partial<Record<F, Cell>> = {},
): Fed {
  const result: Fed = { values: {}, initially: {} }
  for (const field of fields) {
    const given = columns[field] as Cell | undefined
    if (given === undefined) result.initially[field] = usual[field] ?? null
    else result.values[field] = given ?? usual[field] ?? null
  }
  return result
}
