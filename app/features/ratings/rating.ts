/** Words and rules of a rating. Pure. */

export const scores = [1, 2, 3, 4, 5] as const
export type Score = (typeof scores)[number]

export const ratingReasons = ['speed', 'clarity', 'solution', 'friendliness', 'delivery'] as const
export type RatingReason = (typeof ratingReasons)[number]

export const ratingStates = ['waiting', 'approved', 'refused'] as const
export type RatingState = (typeof ratingStates)[number]

/** So bad that somebody should call. */
export const needsFollowUp = (score: number): boolean => score <= 2
