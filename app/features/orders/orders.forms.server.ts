import { z } from 'zod'
import { isLocalDate } from '~/values/local-date'
import { promiseCauses } from './order'

/** What the staff say when a promised day moves. The customer reads the explanation. */
export const promiseForm = z.object({
  promised_on: z.string('orders:promise.missing').refine(isLocalDate, 'orders:promise.missing'),
  cause: z.enum(promiseCauses, 'orders:promise.causeMissing'),
  explanation: z
    .string('orders:promise.explanationMissing')
    .trim()
    .min(3, 'orders:promise.explanationMissing')
    .max(300, 'orders:promise.explanationLong'),
  version: z.coerce.number().int().min(1).max(4_294_967_295),
})
export type PromiseForm = z.output<typeof promiseForm>
