import { Decimal } from 'decimal.js'

/** A supplier's change to the live catalog, decided field by field. Words and rules; no I/O. */

/** The fields of an item that a supplier may propose to change, in the order in which they are shown. */
export const itemFields = [
  'title_en',
  'title_zh',
  'description_en',
  'description_zh',
  'unit',
  'weight_kg',
  'lead_time_days',
  'availability',
  'discontinued',
] as const
export type ItemField = (typeof itemFields)[number]

/** A price is a field too: one for each list, break and currency of an item. */
export const proposalFields = [...itemFields, 'price'] as const
export type ProposalField = (typeof proposalFields)[number]
export const isProposalField = (text: string): text is ProposalField => (proposalFields as readonly string[]).includes(text)

export const availabilities = ['in_stock', 'limited', 'made_to_order', 'unavailable'] as const
export type Availability = (typeof availabilities)[number]

/** Texts are shown as a difference word by word, the others as values. */
export const longTexts: readonly string[] = ['title_en', 'title_zh', 'description_en', 'description_zh']

export const proposalStates = ['draft', 'submitted', 'approved', 'partly_approved', 'refused', 'withdrawn'] as const
export type ProposalState = (typeof proposalStates)[number]

/** What may become of a proposal. The three in which it was decided are final, and so is withdrawn. */
export const transitions: Record<ProposalState, readonly ProposalState[]> = {
  draft: ['submitted', 'withdrawn'],
  submitted: ['approved', 'partly_approved', 'refused', 'withdrawn'],
  approved: [],
  partly_approved: [],
  refused: [],
  withdrawn: [],
}
export const mayBecome = (from: ProposalState, to: ProposalState): boolean => transitions[from].includes(to)

export const decisions = ['approved', 'refused'] as const
export type Decision = (typeof decisions)[number]

/** A value of a field as text; null where there is none. Decimals are plain, a flag is '1' or '0'. */
export type Value = string | null

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
