import { z } from 'zod'
import { isLocalDate } from '~/values/local-date'
import { numberField } from '~/values/number-field'
import { periodUnits } from './contract'

const day = z
  .string()
  .optional()
  .transform((text) => text || null)
  .refine((text) => text === null || (isLocalDate(text) && text >= '1900-01-01' && text < '9999'), 'contracts:complete.dayWrong')

const count = (most: number) =>
  z
    .string()
    .trim()
    .optional()
    .transform((text) => text || null)
    .refine((text) => text === null || (/^\d{1,3}$/.test(text) && Number(text) > 0 && Number(text) <= most), {
      error: 'contracts:complete.countWrong',
    })
    .transform((text) => (text === null ? null : Number(text)))

const wrongAmount = 'contracts:complete.amountWrong'
const amount = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined)
  .pipe(numberField(/^\d{1,15}(\.\d{1,4})?$/, { wrong: wrongAmount, unclear: 'contracts:complete.unclear' }).optional())
  .refine((value) => value === undefined || Number(value) > 0, wrongAmount)
  .transform((value) => value ?? null)

type Said = {
  starts_on: string | null
  ends_on: string | null
  terminated_on: string | null
  open_ended: boolean
  renewal: string
  renewal_times: number | null
  renewal_length: number | null
  renewal_unit?: string | undefined
  notice: string
  notice_length: number | null
  commitment_per: string
  commitment: string | null
}

/** Ten years, in each unit. */
const mostNotice: Partial<Record<string, number>> = { D: 3653, W: 521, M: 120, Y: 10 }

/** What cannot be together, and what one field needs of another: whether it is so, the field, and why. */
function contradictions(form: Said): [wrong: boolean, path: string, message: string][] {
  const before = (day: string | null) => day !== null && form.starts_on !== null && day < form.starts_on
  const renews = form.renewal === 'successive' || form.renewal === 'times'
  const gives = form.notice !== 'none' && form.notice !== 'unclear'
  const commits = form.commitment_per === 'year' || form.commitment_per === 'term'
  return [
    [form.open_ended && form.ends_on !== null, 'ends_on', 'either'],
    [before(form.ends_on), 'ends_on', 'before'],
    [before(form.terminated_on), 'terminated_on', 'before'],
    [renews && form.renewal_length === null, 'renewal_length', 'countMissing'],
    [renews && !form.renewal_unit, 'renewal_unit', 'choose'],
    [form.renewal === 'times' && form.renewal_times === null, 'renewal_times', 'countMissing'],
    [gives && form.notice_length === null, 'notice_length', 'countMissing'],
    [(form.notice_length ?? 0) > (mostNotice[form.notice] ?? 999), 'notice_length', 'noticeLong'],
    [commits && form.commitment === null, 'commitment', 'amountMissing'],
    [!commits && form.commitment !== null, 'commitment', 'amountAlone'],
  ]
}

/**
 * The dates and terms of a contract as staff complete them. What they leave blank, or as unclear, stays as it is: nobody has to know
 * everything at once.
 */
export const completeForm = z
  .object({
    agreed_on: day,
    starts_on: day,
    ends_on: day,
    open_ended: z
      .literal('yes')
      .optional()
      .transform((text) => text === 'yes'),
    renewal: z.enum(['unclear', 'none', 'successive', 'times'], 'contracts:complete.choose'),
    renewal_times: count(99),
    renewal_length: count(999),
    renewal_unit: z.enum(periodUnits, 'contracts:complete.choose').optional(),
    notice: z.enum(['unclear', 'none', ...periodUnits], 'contracts:complete.choose'),
    notice_length: count(999),
    terminated_on: day,
    commitment_per: z.enum(['unclear', 'none', 'year', 'term'], 'contracts:complete.choose'),
    commitment: amount,
    version: z.coerce.number().int().min(1).max(4_294_967_295),
  })
  .superRefine((form, context) => {
    for (const [wrong, path, message] of contradictions(form))
      if (wrong) context.addIssue({ code: 'custom', path: [path], message: `contracts:complete.${message}` })
  })
export type CompleteForm = z.output<typeof completeForm>
