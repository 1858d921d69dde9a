import { env } from '~/env.server'
import type { Tolerance } from './acknowledgement'

/** How far an answer may differ from the order without a decision, as this installation has it. Both sides read it on the form. */
export const tolerance: Tolerance = {
  quantityPercent: env.ANSWER_QUANTITY_PERCENT,
  days: env.ANSWER_DAYS_LATE,
  pricePercent: env.ANSWER_PRICE_PERCENT,
}
