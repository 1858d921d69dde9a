import { z } from 'zod'

const version = z.coerce.number().int().min(1).max(4_294_967_295)

/** What a distributor says of a statement. */
export const answerForm = z.discriminatedUnion('answer', [
  z.object({ answer: z.literal('accept'), version }),
  z.object({
    answer: z.literal('dispute'),
    version,
    reason: z
      .string('programmes:answer.reasonMissing')
      .trim()
      .min(10, 'programmes:answer.reasonMissing')
      .max(1000, 'programmes:answer.reasonLong'),
  }),
])
export type AnswerForm = z.output<typeof answerForm>
