/** A supplier's change to the live catalog, decided field by field. Words; what decides is in deciding.ts. */

/** The fields of an item that can be written down, in a form or in a file. */
export const writtenFields = [
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
/** The fields of an item that a supplier may propose to change, in the order in which they are shown. */
export const itemFields = [...writtenFields, 'image'] as const
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
