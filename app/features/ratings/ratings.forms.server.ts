import { z } from 'zod'
import { ratingReasons } from './rating'

const comment = z.string().trim().max(2000, 'ratings:refused.long').optional()

/** What a customer says; everything but the score may be left out. */
export const rateForm = z.object({
  score: z.coerce
    .number('ratings:refused.score')
    .int('ratings:refused.score')
    .min(1, 'ratings:refused.score')
    .max(5, 'ratings:refused.score'),
  reasons: z.array(z.enum(ratingReasons)).optional(),
  comment,
})
export type RateForm = z.output<typeof rateForm>

const version = z.coerce.number().int().min(1).max(4_294_967_295)

/** What the staff decide. A comment that is shown otherwise than it was written is kept beside it. */
export const moderateForm = z.discriminatedUnion('do', [
  z.object({ do: z.literal('approve'), shown: comment, version }),
  z.object({
    do: z.literal('refuse'),
    refusal: z.string('ratings:refused.reason').trim().min(3, 'ratings:refused.reason').max(300, 'ratings:refused.long'),
    version,
  }),
  z.object({
    do: z.literal('respond'),
    response: z.string('ratings:refused.response').trim().min(1, 'ratings:refused.response').max(2000, 'ratings:refused.long'),
    version,
  }),
])
export type ModerateForm = z.output<typeof moderateForm>
