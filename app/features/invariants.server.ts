import type { Invariant, SystemScope } from './registry.types'

export type Broken = { name: string; records: string[] }

/** Asks every rule that must always hold; answers those that do not, with the records that break them in words, at most 20 each. */
export async function brokenInvariants(scope: SystemScope, invariants: readonly Invariant[]): Promise<Broken[]> {
  const broken: Broken[] = []
  for (const { name, check } of invariants) {
    const records = await check(scope)
    if (records.length > 0) broken.push({ name, records: records.slice(0, 20) })
  }
  return broken
}
