/** Where the relation with a company stands. */
export const accountStages = ['prospect', 'new', 'active', 'at_risk', 'lost'] as const
export type AccountStage = (typeof accountStages)[number]

/** A dated relation of two companies that is not ownership: who distributes to whom, and who forwards for whom. */
export const accountLinkKinds = ['serves', 'acts_for'] as const
export type AccountLinkKind = (typeof accountLinkKinds)[number]
