import { Decimal } from 'decimal.js'

/** Enough digits that a turnover times a rate is never rounded before its end; half goes away from zero, with either sign. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 })
export type Exact = InstanceType<typeof Exact>

export const zero = new Exact(0)
