import type { ImportedValue, RecordChange, Values } from '~/features/import.types'

/** A value in the one form in which live ones, imported ones and remembered ones are compared. */
export function plainOf(value: ImportedValue | undefined, decimal: boolean): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Date) return value.toISOString()
  const text = String(value)
  return decimal && /^-?\d+\.\d*$/.test(text) ? text.replace(/\.?0+$/, '') : text
}

/** A value as clashes keep it and people read it. */
export const saidText = (value: unknown): string | null =>
  value === null || value === undefined ? null : value instanceof Date ? value.toISOString() : String(value)

export type Clash = { field: string; was: ImportedValue; incoming: ImportedValue; live: ImportedValue }
export type Merged = { changes: RecordChange['changes']; clashes: Clash[] }

/**
 * What an import changes in a record, field by field, given what the source said last (null for what it never said), what it
 * says now, and what the record says. A field changes only when the source changed it; where people did so too, it is a clash.
 */
export function merge(
  was: Values,
  incoming: Values,
  live: Values,
  { decimals, mastered = [] }: { decimals: readonly string[]; mastered?: readonly string[] | undefined },
): Merged {
  const merged: Merged = { changes: [], clashes: [] }
  for (const [field, next] of Object.entries(incoming)) {
    const plain = (value: ImportedValue | undefined) => plainOf(value, decimals.includes(field))
    const [before, now, here] = [plain(was[field]), plain(next), plain(live[field])]
    if (now === before || now === here) continue
    if (here === before || mastered.includes(field)) merged.changes.push({ field, from: live[field] ?? null, to: next })
    else merged.clashes.push({ field, was: was[field] ?? null, incoming: next, live: live[field] ?? null })
  }
  return merged
}
