import type { AuditAction } from './registry.types'

/** Actions of a feature with the texts that they are called by: 'orders:did.promises.change'. */
export const actionsOf = (feature: string, ...actions: readonly string[]): AuditAction[] =>
  actions.map((action) => ({ action, label: `${feature}:did.${action}` }))
