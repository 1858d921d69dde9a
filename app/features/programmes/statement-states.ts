/** States of a statement, and from where it may go where. */
export const statementStates = ['calculated', 'sent', 'accepted', 'disputed'] as const
export type StatementState = (typeof statementStates)[number]

export const statementMoves: Record<StatementState, readonly StatementState[]> = {
  calculated: ['sent'],
  sent: ['accepted', 'disputed'],
  accepted: [],
  disputed: ['accepted'],
}
