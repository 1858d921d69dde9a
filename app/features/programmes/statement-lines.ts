import type { Counted, Line } from './counting.ts'
import type { Evaluated } from './evaluation.ts'
import type { Period } from './periods.ts'

/** How a statement and its lines are written down; closing a period and the demo world both do. */

/** A line as it was billed, with the document it is on. */
export type Stateable<D extends string | number> = Line & { kind: string; documentId: D; description: string }

/** A line of a statement, but for what it earned: all of them say that together. */
export const statedLine = <D extends string | number>(line: Stateable<D>, counted: Counted, position: number) => {
  const reaches = counted.reaches.toFixed()
  // Mostly the same, and made once then.
  const earns = counted.earns === counted.reaches ? reaches : counted.earns.toFixed()
  return {
    position,
    kind: line.kind,
    document_id: line.documentId,
    document: line.document,
    line_no: line.lineNo,
    dated: line.day,
    sku: line.sku,
    description: line.description,
    category: line.category,
    ship_to: line.shipTo,
    currency: line.currency,
    net: line.net,
    rate: line.rate,
    quantity: line.quantity,
    unit: line.unit,
    reaches,
    earns,
    flagged: counted.flagged ? 1 : 0,
    left_out: counted.left,
  }
}

type Stated = {
  programme: string
  account: string
  period: Period
  activeDays: number
  territory: readonly string[]
  currency: string
}

/** What a statement says of itself; its digest is over this and its lines. */
export const statedHead = ({ programme, account, period, activeDays, territory, currency }: Stated, settled: Evaluated) => ({
  number: `RS-${programme}-${period.key}-${account}`,
  starts_on: period.startsOn,
  ends_on: period.endsOn,
  active_days: activeDays,
  period_days: period.days,
  territory: territory.join(','),
  currency,
  reached: settled.totals.reached,
  earning: settled.totals.earning,
  flagged: settled.totals.flagged,
  band: settled.band,
  exact: settled.exact,
  minimum: settled.minimum,
  amount: settled.amount,
  lines_count: settled.totals.lines,
})
