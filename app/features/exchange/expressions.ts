import type { ColumnKind } from '~/values/columns'
import { reason } from '~/values/columns'
import type { Format } from './formats'
import { datePattern, readCell, Unreadable } from './formats'
import type { Condition, Expression } from './mapping'

/** What a mapping's expressions become: functions over the cells of one row, made once per file. */
export type Cells = readonly string[]
type Value = string | null | Unreadable
export type Reader = (cells: Cells) => Value

export type Source = {
  /** Where a column of the file stands. Throws where it has none of that name. */
  indexOf(column: string): number
  lookup(name: string): ReadonlyMap<string, string>
  format: Format
}

const isoPattern = datePattern('ISO')
/** How constants and lookup tables in a mapping are written, whatever the file does. */
const plain: Format = { decimal: '.', grouping: null, dates: isoPattern ? [isoPattern] : [], timeZone: 'UTC' }

/** Which columns of the file an expression reads, for whoever must find what was wrong. */
export function columnsRead(expression: Expression): string[] {
  const parts = [...(expression.concat ?? []), expression.then, expression.else]
  const own = expression.from === undefined ? [] : [expression.from]
  return [...new Set([...own, ...parts.flatMap((part) => (part ? columnsRead(part) : [])), ...conditionColumns(expression.when)])]
}

export function conditionColumns(condition: Condition | undefined): string[] {
  if (!condition) return []
  const below = [condition.not, ...(condition.all ?? []), ...(condition.any ?? [])]
  return [...(condition.column === undefined ? [] : [condition.column]), ...below.flatMap(conditionColumns)]
}

export function test(condition: Condition, source: Pick<Source, 'indexOf'>): (cells: Cells) => boolean {
  if (condition.not) {
    const inner = test(condition.not, source)
    return (cells) => !inner(cells)
  }
  if (condition.all || condition.any) {
    const parts = (condition.all ?? condition.any ?? []).map((one) => test(one, source))
    return condition.all ? (cells) => parts.every((one) => one(cells)) : (cells) => parts.some((one) => one(cells))
  }
  const index = source.indexOf(condition.column ?? '')
  if (condition.is) return (cells) => ((cells[index] ?? '').trim() === '') === (condition.is === 'blank')
  const allowed = new Set([condition.equals ?? []].flat())
  return (cells) => allowed.has((cells[index] ?? '').trim())
}

/** Reads a column of one of our kinds from the cells of a row, in plain writing; null where there is nothing. */
export function compile(expression: Expression, kind: ColumnKind, source: Source): Reader {
  const format = expression.dates
    ? { ...source.format, dates: expression.dates.flatMap((one) => datePattern(one) ?? []) }
    : source.format
  const inner = { ...source, format }
  if (expression.lookup !== undefined) return compileLookup(expression, kind, inner)
  return withLetters(compileBase(expression, kind, inner), expression.letters)
}

function compileBase(expression: Expression, kind: ColumnKind, source: Source): Reader {
  const { from, value, concat, when } = expression
  if (from !== undefined) {
    const index = source.indexOf(from)
    return (cells) => readCell(kind, cells[index] ?? '', source.format)
  }
  if (value !== undefined) {
    const constant = readCell(kind, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value), plain)
    return () => constant
  }
  if (concat) return compileConcat(concat, expression.separator ?? '', kind, source)
  return when ? compileWhen(when, expression, kind, source) : () => null
}

function compileWhen(when: Condition, expression: Expression, kind: ColumnKind, source: Source): Reader {
  const holds = test(when, source)
  const yes = compile(expression.then ?? {}, kind, source)
  const no = expression.else ? compile(expression.else, kind, source) : () => null
  return (cells) => (holds(cells) ? yes(cells) : no(cells))
}

/** Blank where every part that comes from the file is blank, so that constants around nothing do not become something. */
function compileConcat(parts: readonly Expression[], separator: string, kind: ColumnKind, source: Source): Reader {
  const readers = parts.map((part) => {
    const fixed = part.value !== undefined && part.lookup === undefined
    return { fixed, read: fixed ? () => String(part.value) : compile(part, 'text', source) }
  })
  return (cells) => {
    const texts: string[] = []
    let some = false
    for (const { read, fixed } of readers) {
      const text = read(cells)
      if (text instanceof Unreadable) return text
      if (text === null) continue
      texts.push(text)
      some ||= !fixed
    }
    return some ? readCell(kind, texts.join(separator), source.format) : null
  }
}

function compileLookup(expression: Expression, kind: ColumnKind, source: Source): Reader {
  const { lookup, otherwise, letters } = expression
  const table = typeof lookup === 'string' ? source.lookup(lookup) : new Map(Object.entries(lookup ?? {}))
  const read = withLetters(compileBase(expression, 'text', source), letters)
  const known = new Map([...table].map(([key, value]) => [key, readCell(kind, value, plain)]))
  const fallback = otherwise === undefined ? undefined : readCell(kind, otherwise, plain)
  return (cells) => {
    const text = read(cells)
    if (text === null || text instanceof Unreadable) return text
    const found = known.get(text) ?? fallback
    return found === undefined ? new Unreadable(reason('lookup', { value: text.slice(0, 80) })) : found
  }
}

const withLetters = (read: Reader, letters: Expression['letters']): Reader => {
  if (!letters) return read
  return (cells) => {
    const text = read(cells)
    if (typeof text !== 'string') return text
    return letters === 'lower' ? text.toLowerCase() : text.toUpperCase()
  }
}
