import { z } from 'zod'
import { isLocalDate } from '~/values/local-date'
import { numberField } from '~/values/number-field'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import type { Band, Rules } from './rule-words'
import { bandRows, labelOfRow, ladders, measures, outsides, periodKinds, rewards } from './rule-words'
import { problemOf } from './rules'

const missing = 'programmes:form.missing'
const decimal = numberField(/^\d{1,13}(\.\d{1,6})?$/, { wrong: 'programmes:form.number', unclear: 'programmes:form.unclear' })
const words = z
  .string()
  .max(2000, 'programmes:form.long')
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/[\n,;]/)
        .map((one) => one.trim())
        .filter(Boolean),
    ),
  ])

const bandFields = Object.fromEntries(
  Array.from({ length: bandRows }, (_, index) => [
    [`from_${index + 1}`, decimal.optional()],
    [`rate_${index + 1}`, decimal.optional()],
  ]).flat(),
) as Record<`from_${number}` | `rate_${number}`, z.ZodOptional<typeof decimal>>

const choices = {
  period: z.enum(periodKinds, missing),
  year_starts: z.coerce.number().int().min(1).max(12).default(1),
  ladder: z.enum(ladders, missing),
  measure: z.enum(measures, missing),
  reward: z.enum(rewards, missing),
  unit: z.string().trim().toUpperCase().max(3, 'programmes:form.unit').optional(),
  floor: decimal.optional(),
  cap: decimal.optional(),
  prorated: z.coerce.boolean().default(false),
  outside: z.enum(outsides, missing),
  target_skus: words,
  target_categories: words,
  earning_skus: words,
  earning_categories: words,
  note: z.string().trim().max(300, 'programmes:form.long').optional(),
}

export const versionForm = z.object({ ...choices, ...bandFields })
export type VersionForm = z.output<typeof versionForm>

/** Its page is at /staff/programmes/CODE; beside it are pages of ours, which would be opened instead. */
const reservedCodes = ['NEW']

export const programmeForm = versionForm.extend({
  code: z
    .string(missing)
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9][A-Z0-9-]{1,23}$/, 'programmes:form.code')
    .refine((code) => !reservedCodes.includes(code), 'programmes:form.reserved'),
  name: z.string(missing).trim().min(2, missing).max(200, 'programmes:form.long'),
  local_name: z.string().trim().max(200, 'programmes:form.long').optional(),
  currency: z
    .string(missing)
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{3}$/, 'programmes:form.currency'),
})
export type ProgrammeForm = z.output<typeof programmeForm>

type Said = VersionForm & Record<string, string | undefined>

/** The rows of the form in which a tier is written; rows between may be empty. */
const rowsOf = (form: VersionForm): number[] =>
  Array.from({ length: bandRows }, (_, index) => index + 1).filter(
    (row) => (form as Said)[`from_${row}`] !== undefined || (form as Said)[`rate_${row}`] !== undefined,
  )

/** What makes the rules of a form impossible, at its field; a tier goes by the number that its row is labelled with. */
export function refusalOf(rules: Rules, form: VersionForm): Refusal | null {
  const problem = problemOf(rules)
  if (!problem) return null
  const { field, reason, band } = problem
  if (band === undefined) return refuse(field === 'earning' ? 'earning_categories' : field, reason)
  const row = rowsOf(form)[band] ?? 1
  const ofRate = reason === 'programmes:rules.bandRate' || reason === 'programmes:rules.bandPercent'
  return refuse(`${ofRate ? 'rate' : 'from'}_${row}`, reason, { band: labelOfRow(row) })
}

/** The rules that a form says, in the programme's currency. */
export function rulesIn(form: VersionForm, currency: string): Rules {
  const said = form as Said
  const bands: Band[] = rowsOf(form).map((row) => ({ from: said[`from_${row}`] ?? '', rate: said[`rate_${row}`] ?? '' }))
  const earning = { skus: form.earning_skus, categories: form.earning_categories }
  return {
    currency,
    period: form.period,
    yearStarts: form.year_starts,
    ladder: form.ladder,
    measure: form.measure,
    reward: form.reward,
    unit: form.unit || null,
    bands,
    floor: form.floor ?? null,
    cap: form.cap ?? null,
    prorated: form.prorated,
    target: { skus: form.target_skus, categories: form.target_categories },
    earning: earning.skus.length + earning.categories.length > 0 ? earning : null,
    outside: form.outside,
  }
}

/** What is done with a programme as it is. */
export const programmeAction = z.discriminatedUnion('do', [
  z.object({
    do: z.literal('publish'),
    number: z.coerce.number().int().min(1),
    applies_from: z.string('programmes:publish.dayMissing').refine(isLocalDate, 'programmes:publish.dayMissing'),
  }),
  z.object({ do: z.literal('close'), period: z.string().refine(isLocalDate) }),
  z.object({ do: z.literal('send'), period: z.string().refine(isLocalDate) }),
])

const territory = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().regex(/^[A-Z]{2}$/, 'programmes:agreement.territoryWrong')).max(60))
const endedOn = z.string().refine(isLocalDate, 'programmes:agreement.dayMissing').optional()

export const agreementForm = z.object({
  account: z.string(missing).trim().min(1, missing).max(40),
  covers: z.enum(['account', 'tree'], missing),
  territory,
  joined_on: z
    .string('programmes:agreement.dayMissing')
    .refine(isLocalDate, 'programmes:agreement.dayMissing')
    .refine((day) => !isLocalDate(day) || day >= '2000-01-01', 'programmes:agreement.dayEarly'),
  ended_on: endedOn,
})
export type AgreementForm = z.output<typeof agreementForm>

/** What of an agreement may change: never since when, nor what counts. */
export const agreementChangeForm = z.object({ territory, ended_on: endedOn, version: z.coerce.number().int().min(1) })
export type AgreementChangeForm = z.output<typeof agreementChangeForm>
