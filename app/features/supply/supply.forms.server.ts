import { z } from 'zod'
import { isLocalDate } from '~/values/local-date'
import { availabilities, decisions } from './proposal'
import { mostPictures } from './upload-limits'

/** What people send about proposals. A blank field is a value that is taken away. */

const text = (longest: number) => z.string().trim().max(longest, 'supply:form.long').optional()
const digits = (pattern: RegExp, reason: string) => z.string().trim().regex(pattern, reason).optional()
const day = z.string().refine(isLocalDate, 'supply:form.day').optional()
const version = z.coerce.number().int().min(1).max(4_294_967_295)

const fields = {
  title_en: text(200),
  title_zh: text(200),
  description_en: text(2000),
  description_zh: text(2000),
  unit: z
    .string('supply:form.unit')
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,3}$/, 'supply:form.unit'),
  weight_kg: digits(/^\d{1,9}(\.\d{1,3})?$/, 'supply:form.weight'),
  lead_time_days: digits(/^(\d{1,3}|[12]\d{3}|3[0-5]\d\d|36[0-4]\d|3650)$/, 'supply:form.leadTime'),
  availability: z.enum(availabilities, 'supply:form.availability'),
  discontinued: z.literal('1').optional(),
  price: digits(/^\d{1,13}(\.\d{1,6})?$/, 'supply:form.priceWrong'),
}

export const proposeForm = z.object({
  ...fields,
  /** Which of the item's prices. */
  variant: z.string().max(80).optional(),
  valid_from: day,
  image: z.instanceof(File).optional(),
  without_image: z.literal('1').optional(),
  note: text(500),
  do: z.enum(['submit', 'draft']),
  version,
})
export type ProposeForm = z.output<typeof proposeForm>

export const proposalForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit'), version, missing: z.string().trim().optional() }),
  z.object({ do: z.literal('withdraw'), version }),
])
export type ProposalForm = z.output<typeof proposalForm>

/** Decisions about the fields that one page shows; a field without one stays undecided. */
export const decideForm = z.object({
  fields: z
    .array(
      z.object({
        position: z.coerce.number().int().min(1).max(4_294_967_295),
        seen: z.string().max(16),
        decision: z.enum(decisions).optional(),
        reason: text(500),
      }),
    )
    .max(100),
})
export type DecideForm = z.output<typeof decideForm>

/** A file of changes, or of the whole catalog, and the pictures that it names. */
export const uploadForm = z.object({
  // A browser sends a file without a name where none was chosen.
  file: z.instanceof(File, { error: 'supply:file.missing' }).refine((file) => file.name !== '', 'supply:file.missing'),
  mode: z.enum(['changes', 'full'], 'supply:file.mode'),
  pictures: z
    .array(z.instanceof(File))
    .max(mostPictures, `supply:file.picturesMany|${JSON.stringify({ count: mostPictures })}`)
    .optional(),
  account: z.string().trim().max(40).optional(),
  note: text(500),
})
export type UploadForm = z.output<typeof uploadForm>
