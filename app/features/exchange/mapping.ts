import { z } from 'zod'
import { isTimeZone } from '~/values/local-date'
import { datePattern, datePatternWords } from './formats'

/**
 * A mapping says how foreign files become rows of ours: JSON, checked before any file is opened. Every problem is named by its
 * place, with what is allowed there.
 */

export type Condition = {
  column?: string | undefined
  is?: 'blank' | 'filled' | undefined
  equals?: string | string[] | undefined
  not?: Condition | undefined
  all?: Condition[] | undefined
  any?: Condition[] | undefined
}

/** Where the text of a column comes from: exactly one of `from`, `value`, `concat` and `when`. */
export type Expression = {
  from?: string | undefined
  value?: string | number | boolean | undefined
  concat?: Expression[] | undefined
  separator?: string | undefined
  when?: Condition | undefined
  then?: Expression | undefined
  else?: Expression | undefined
  lookup?: string | Record<string, string> | undefined
  otherwise?: string | undefined
  letters?: 'lower' | 'upper' | undefined
  dates?: string[] | undefined
}

const oneOf = (names: readonly string[]) => (given: object) => names.filter((name) => name in given).length === 1
const name = z.string().min(1, 'is empty')

const condition: z.ZodType<Condition> = z.lazy(() =>
  z
    .strictObject({
      column: name.optional(),
      is: z.enum(['blank', 'filled']).optional(),
      equals: z.union([z.string(), z.array(z.string())], 'must be a text or a list of texts').optional(),
      not: condition.optional(),
      all: z.array(condition).min(1).optional(),
      any: z.array(condition).min(1).optional(),
    })
    .refine(oneOf(['column', 'not', 'all', 'any']), { error: 'needs exactly one of: column, not, all, any' })
    .refine((given) => !('column' in given) || oneOf(['is', 'equals'])(given), {
      error: 'needs exactly one of beside column: is, equals',
    }),
)

const patterns = z
  .array(
    z.string().refine((text) => datePattern(text) !== null, { error: `is no date pattern; it is made of ${datePatternWords}` }),
  )
  .min(1)

const expressionShape: z.ZodType<Expression> = z.lazy(() =>
  z
    .strictObject({
      from: name.optional(),
      value: z.union([z.string(), z.number(), z.boolean()], 'must be a text, a number, true or false').optional(),
      concat: z.array(expression).min(1).optional(),
      separator: z.string().optional(),
      when: condition.optional(),
      // biome-ignore lint/suspicious/noThenProperty: the mapping's own word, never awaited
      then: expression.optional(),
      else: expression.optional(),
      lookup: z.union([name, z.record(z.string(), z.string())], 'must be the name of a lookup or a table of texts').optional(),
      otherwise: z.string().optional(),
      letters: z.enum(['lower', 'upper']).optional(),
      dates: patterns.optional(),
    })
    .refine(oneOf(['from', 'value', 'concat', 'when']), { error: 'needs exactly one of: from, value, concat, when' })
    .refine((given) => 'when' in given === 'then' in given, { error: 'when and then go together' })
    .refine((given) => !('else' in given) || 'when' in given, { error: 'else needs a when' })
    .refine((given) => !('separator' in given) || 'concat' in given, { error: 'separator needs a concat' })
    .refine((given) => !('otherwise' in given) || 'lookup' in given, { error: 'otherwise needs a lookup' }),
)
/** A text alone names a column of the file. */
const expression = z.preprocess(
  (given) => (typeof given === 'string' ? { from: given } : given),
  expressionShape,
) as z.ZodType<Expression>

export const encodings = ['utf-8', 'cp1252'] as const
export const delimiters = [',', ';', '\t', '|'] as const

const format = z.strictObject({
  encoding: z.enum(encodings).optional(),
  delimiter: z.enum(delimiters).optional(),
  decimal: z.enum(['.', ',']).optional(),
  grouping: z.enum(['.', ',', ' ', "'"]).optional(),
  dates: patterns.optional(),
  timeZone: z.string().refine(isTimeZone, { error: 'is no time zone, such as Europe/Amsterdam' }).optional(),
})

const source = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/, 'must be 1 to 40 small letters, digits, dots, dashes and underscores, such as erp')

const feed = z.strictObject({
  entity: z.string(),
  file: name,
  format: format.optional(),
  where: condition.optional(),
  /** The system whose ids the parents are named by, where it is not the one that this file comes from. */
  parents: source.optional(),
  columns: z.record(z.string(), expression),
})

const lookup = z.union(
  [z.strictObject({ file: name, key: name, value: name, format: format.optional() }), z.record(z.string(), z.string())],
  'must be { file, key, value } or a table of texts',
)

const legalEntity = z.strictObject({
  code: z.string().min(1).max(20),
  name: z.string().min(1).max(200),
  currency: z.string().regex(/^[A-Z]{3}$/, 'must be three capital letters, such as EUR'),
  country: z.string().regex(/^[A-Z]{2}$/, 'must be two capital letters, such as NL'),
  timeZone: z.string().refine(isTimeZone, { error: 'is no time zone, such as Europe/Amsterdam' }),
})

const mapping = z.strictObject({
  $schema: z.string().optional(),
  source: source.default('erp'),
  legalEntity: legalEntity.optional(),
  format: format.optional(),
  lookups: z.record(z.string(), lookup).default({}),
  /** Without feeds each entity comes from the file of its name. */
  feeds: z.array(feed).default([]),
})

export type Mapping = z.output<typeof mapping>
export type Feed = Mapping['feeds'][number]
export type FeedFormat = NonNullable<Feed['format']>
export type LookupSource = Mapping['lookups'][string]

/** Something that the person who started the import must put right first. Each line is one problem. */
export class WrongInput extends Error {
  override name = 'WrongInput'
  constructor(lines: readonly string[]) {
    super(lines.join('\n'))
  }
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (place, one) => (typeof one === 'number' ? `${place}[${one}]` : place ? `${place}.${String(one)}` : String(one)),
    '',
  )

function sentence(issue: z.core.$ZodIssue): string[] {
  const place = placeOf(issue.path)
  const at = place ? `${place} ` : ''
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${place ? `${place}.` : ''}${key} is not known here`)
  if (issue.code === 'invalid_value') return [`${at}must be one of: ${issue.values.map((one) => JSON.stringify(one)).join(', ')}`]
  if (issue.code === 'invalid_type') return [issue.input === undefined ? `${at}is missing` : `${at}must be a ${issue.expected}`]
  return [`${at}${issue.message}`]
}

type Entities = ReadonlyMap<string, z.ZodObject>
/** 'order lines', 'order-lines' and 'order_lines' are one name. */
export const entityName = (given: string): string =>
  given
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')

function columnProblems(feed: Feed, index: number, entities: Entities): string[] {
  const schema = entities.get(entityName(feed.entity))
  if (!schema) return [`feeds[${index}].entity must be one of: ${[...entities.keys()].join(', ')}`]
  const known = Object.keys(schema.shape)
  const foreign = Object.keys(feed.columns).filter((column) => !known.includes(column))
  const missing = known.filter((column) => isRequired(schema, column) && !(column in feed.columns))
  return [
    ...foreign.map(
      (column) => `feeds[${index}].columns.${column} is no column of ${feed.entity}; there are: ${known.join(', ')}`,
    ),
    ...missing.map((column) => `feeds[${index}].columns.${column} is missing; ${feed.entity} cannot be without`),
  ]
}

export const isRequired = (schema: z.ZodObject, column: string): boolean => {
  const one = schema.shape[column]
  return one !== undefined && !one.safeParse(undefined).success
}

/** Names of lookups that a feed uses and the mapping does not have. */
function lookupProblems(feed: Feed, index: number, names: readonly string[]): string[] {
  const used = (one: Expression): string[] => [
    ...(typeof one.lookup === 'string' ? [one.lookup] : []),
    ...[...(one.concat ?? []), one.then, one.else].flatMap((part) => (part ? used(part) : [])),
  ]
  return Object.entries(feed.columns).flatMap(([column, one]) =>
    used(one)
      .filter((lookup) => !names.includes(lookup))
      .map((lookup) => `feeds[${index}].columns.${column}.lookup: there is no “${lookup}” among lookups (${names.join(', ')})`),
  )
}

/** Checks a mapping and answers it with its defaults. Throws WrongInput with every problem that it has. */
export function readMapping(text: string, file: string, entities: Entities): Mapping {
  const parsed = mapping.safeParse(jsonOf(text, file), { reportInput: true })
  if (!parsed.success) throw new WrongInput(parsed.error.issues.flatMap(sentence).map((one) => `${file}: ${one}`))
  const problems = parsed.data.feeds.flatMap((one, index) => [
    ...columnProblems(one, index, entities),
    ...lookupProblems(one, index, Object.keys(parsed.data.lookups)),
  ])
  if (problems.length > 0) throw new WrongInput(problems.map((one) => `${file}: ${one}`))
  return { ...parsed.data, feeds: parsed.data.feeds.map(named) }
}

const named = (feed: Feed): Feed => ({ ...feed, entity: entityName(feed.entity) })

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new WrongInput([`${file} is no JSON: ${(error as Error).message}`])
  }
}
