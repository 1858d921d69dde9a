import type { Line } from './counting'
import type { Rules } from './rule-words'
import { allGoods } from './rule-words'

/** The ladder of the design's vectors, and a line, for tests. */
export const ladderT: Rules = {
  currency: 'EUR',
  period: 'year',
  yearStarts: 1,
  ladder: 'retrospective',
  measure: 'value',
  reward: 'percent',
  unit: null,
  bands: [
    { from: '0', rate: '0' },
    { from: '50000', rate: '2' },
    { from: '100000', rate: '3.5' },
    { from: '250000', rate: '5' },
  ],
  floor: null,
  cap: null,
  prorated: false,
  target: allGoods,
  earning: null,
  outside: 'count',
}
let lineNo = 0
export const line = (values: Partial<Line>): Line => ({
  document: 'INV-1',
  lineNo: ++lineNo,
  day: '2026-02-03',
  sku: 'FA-080',
  category: 'Actuators',
  shipTo: 'DE',
  currency: 'EUR',
  net: '0',
  rate: null,
  quantity: '1',
  unit: 'C62',
  ...values,
})
