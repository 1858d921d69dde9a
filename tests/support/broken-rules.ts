import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { brokenInvariants } from '~/features/invariants.server'
import { invariants } from '~/features/registry.server'

/** The rules that do not hold in this test's database, each with its records in words. */
export async function brokenRules(): Promise<string[]> {
  const broken = await brokenInvariants(systemScope<StaffAbility>([]), invariants)
  return broken.map(({ name, records }) => `${name}: ${records.join('; ')}`)
}
