import { Decimal } from 'decimal.js'
import type { Decision, ProposalField, Value } from './proposal'

/** How a supplier's change is decided, field by field. Pure. */

const numeric: readonly string[] = ['weight_kg', 'lead_time_days', 'price'] satisfies readonly ProposalField[]

/** Whether two values of a field are the same: 2.0 and 2.000 kg are. */
export function sameValue(field: string, one: Value, other: Value): boolean {
  if (one === null || other === null) return one === other
  return numeric.includes(field) ? new Decimal(one).eq(other) : one === other
}

export type Change = { field: string; base: Value; proposed: Value }

/**
 * Somebody else changed the field after the proposal was made, to something that is not what it proposes. What was changed to the
 * proposed value meanwhile is no conflict, and neither is what changed beside the field.
 */
export const isConflict = ({ field, base, proposed }: Change, live: Value): boolean =>
  !sameValue(field, live, base) && !sameValue(field, live, proposed)

/** The value that the field has after its decision. */
export const decided = ({ proposed }: Change, live: Value, decision: Decision): Value =>
  decision === 'approved' ? proposed : live

/** What the decisions make of the proposal; null while one is missing. A proposal without fields is refused. */
export function outcomeOf(all: readonly (Decision | null)[]): 'approved' | 'partly_approved' | 'refused' | null {
  if (all.includes(null)) return null
  const approved = all.filter((one) => one === 'approved').length
  if (approved === 0) return 'refused'
  return approved === all.length ? 'approved' : 'partly_approved'
}

/** Above this share of the items that would disappear, a full load waits for a confirmation. */
export const mostMissingPercent = 5

/** Of `live` items a full load leaves out `missing`: whether that is above 5 %, and has to be confirmed. */
export const isHeld = (live: number, missing: number): boolean => missing * 100 > live * mostMissingPercent

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A number that can be said on the phone and says nothing of how many there are. `draw` gives a whole number below its argument. */
export const proposalNumber = (draw: (below: number) => number): string =>
  `CP-${Array.from({ length: 6 }, () => letters[draw(letters.length)]).join('')}`
