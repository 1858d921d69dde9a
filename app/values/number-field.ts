import { z } from 'zod'
import { readNumber } from './typed-number.ts'

/**
 * A number that people type into a form, in plain form where it `fits`. The reasons are keys of the languages; `unclear` is filled
 * with `whole` and `decimal`, the two readings.
 */
export const numberField = (fits: RegExp, reasons: { wrong: string; unclear: string }) =>
  z.string().transform((text, context) => {
    const read = readNumber(text)
    if (read.value !== null && fits.test(read.value)) return read.value
    const unclear = read.value === null && read.unclear
    context.addIssue({ code: 'custom', message: unclear ? `${reasons.unclear}|${JSON.stringify(unclear)}` : reasons.wrong })
    return z.NEVER
  })
