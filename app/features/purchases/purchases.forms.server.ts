import { z } from 'zod'
import { isLocalDate } from '~/values/local-date'
import { answerWays } from './answering'

/** What people send about purchase orders. */

const text = (longest: number) => z.string().trim().max(longest, 'purchases:form.long').optional()
const some = (reason: string) =>
  z
    .string()
    .trim()
    .regex(/^(?=.*[1-9])\d{1,13}(\.\d{1,6})?$/, reason)
    .optional()
const version = z.coerce.number().int().min(1).max(4_294_967_295)
/** The last answer that the page has shown, so that whoever comes too late is told what happened. */
const seen = z.string().max(40).optional()

const line = z.object({
  line: z.coerce.number().int().min(1).max(4_294_967_295),
  how: z.enum(answerWays).optional(),
  parts: z
    .array(
      z.object({
        kind: z.enum(['confirmed', 'backordered']).optional(),
        quantity: some('purchases:answer.quantity'),
        due_on: z.string().refine(isLocalDate, 'purchases:form.day').optional(),
      }),
    )
    .max(20)
    .default([]),
  refused: some('purchases:answer.quantity'),
  reason: text(300),
  unit_price: some('purchases:answer.price'),
})

/** Answers to the lines of one page; a line without one stays as it is. */
export const answerForm = z.object({ lines: z.array(line).max(100).default([]), note: text(500), version, seen })
export type AnswerForm = z.output<typeof answerForm>

/** Everything that is not answered yet, as it was ordered. */
export const confirmForm = z.object({ do: z.literal('confirm'), version, seen })
export type ConfirmForm = z.output<typeof confirmForm>

/** What the host says to the answer that waits. */
export const decideForm = z.object({
  decision: z.enum(['accept', 'reject'], 'purchases:decide.choose'),
  reason: text(500),
  version,
  seen,
})
export type DecideForm = z.output<typeof decideForm>
