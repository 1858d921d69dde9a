import { isDecimal } from '../../values/money.ts'
import { Exact } from './exact.ts'
import type { Rules } from './rule-words.ts'

/** What makes rules impossible, as the field, a key of the languages and the index of the tier; null where they can be published. */
export function problemOf(rules: Rules): { field: string; reason: string; band?: number } | null {
  return problemOfBands(rules) ?? problemOfLimits(rules) ?? problemOfKinds(rules)
}

// Six digits after the point are what a receipt divides exactly.
const fine = (text: string) => isDecimal(text) && !text.startsWith('-') && (text.split('.')[1] ?? '').length <= 6

function problemOfBands({ bands, reward }: Rules) {
  const wrong = (reason: string, band: number) => ({ field: 'bands', reason: `programmes:rules.${reason}`, band })
  if (bands.length === 0) return wrong('bandsMissing', 0)
  for (const [index, { from, rate }] of bands.entries()) {
    const before = bands[index - 1]
    if (!fine(from)) return wrong('bandFrom', index)
    if (!fine(rate)) return wrong('bandRate', index)
    if (!before && !new Exact(from).isZero()) return wrong('bandFirst', index)
    if (before && new Exact(from).lte(before.from)) return wrong('bandOrder', index)
    if (reward === 'percent' && new Exact(rate).gt(100)) return wrong('bandPercent', index)
  }
  return null
}

function problemOfLimits({ floor, cap }: Rules) {
  if (floor !== null && !fine(floor)) return { field: 'floor', reason: 'programmes:rules.amount' }
  if (cap !== null && !fine(cap)) return { field: 'cap', reason: 'programmes:rules.amount' }
  if (floor !== null && cap !== null && new Exact(floor).gt(cap))
    return { field: 'cap', reason: 'programmes:rules.floorAboveCap' }
  return null
}

/** A slice is a piece of what is measured, so an incremental ladder pays on exactly that. */
function problemOfKinds({ ladder, measure, reward, earning, unit }: Rules) {
  if (ladder === 'incremental' && (measure === 'value') !== (reward === 'percent'))
    return { field: 'reward', reason: 'programmes:rules.incrementalReward' }
  if (ladder === 'incremental' && earning !== null) return { field: 'earning', reason: 'programmes:rules.incrementalEarning' }
  if ((measure === 'units' || reward === 'per_unit') && !unit) return { field: 'unit', reason: 'programmes:rules.unitMissing' }
  return null
}
