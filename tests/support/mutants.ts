import type { Plugin } from 'vite'
import type {} from 'vitest/config'

/** One mistake that somebody could make, which the access test must notice. The rule of each table: see tests/visibility.db.test.ts. */
export type Mutant = { name: string; file: string; from: string | RegExp; to: string }

export const mutants: readonly Mutant[] = [
  {
    name: 'the rule of shipments is dropped',
    file: 'app/access/visibility.ts',
    from: "shipments: either(own, carriesOwnLines('id'))",
    to: 'shipments: everything',
  },
  {
    name: 'the reach forgets the subtree',
    file: 'app/access/session.server.ts',
    from: 'const wholeTree = inherits && accountId === rootAccountId',
    to: 'const wholeTree = inherits',
  },
  {
    name: 'a membership without inheritance inherits',
    file: 'app/access/session.server.ts',
    from: 'inherits: inherits === 1',
    to: 'inherits: true',
  },
  {
    name: 'the role of a member is not asked',
    file: 'app/access/abilities.ts',
    from: /(memberMay = \(role: MemberRole, ability: string\): boolean =>\s*)/,
    to: '$1true || ',
  },
  {
    name: 'the role of staff is not asked',
    file: 'app/access/abilities.ts',
    from: /(staffMay = \(role: StaffRole, ability: string\): boolean =>\s*)/,
    to: '$1true || ',
  },
  {
    name: 'the price column is not asked about',
    file: 'app/access/scope.server.ts',
    from: "const reach = this.#reachFor('prices.see')",
    to: 'const reach = this.#making.reach',
  },
  {
    name: 'a guard lets everyone in as staff',
    file: 'app/access/reach.ts',
    from: 'role && abilities.every',
    to: 'true || role && abilities.every',
  },
  {
    name: 'who is not signed in goes on',
    file: 'app/access/guards.server.ts',
    from: 'if (!who) return signInFirst(args)',
    to: "if (!who) return Scope.prove(audience, may, { personId: '1', name: '', email: '', language: 'en', timeZone: 'UTC', staffRole: 'admin', grants: [], previousVisitAt: null }) as never",
  },
]

/** Puts the mutant that the environment names into the code, so that a test run shows whether anything notices. */
export function mutate(name: string | undefined): Plugin | undefined {
  const mutant = mutants.find((one) => one.name === name)
  if (!mutant) return undefined
  return {
    name: 'quayside:mutant',
    enforce: 'pre',
    // What was read without the mistake must not be remembered as the code with it, nor the other way round.
    configureVitest: ({ defineCacheKeyGenerator }) =>
      defineCacheKeyGenerator(({ id }) => (id.endsWith(mutant.file) ? false : undefined)),
    transform(code, id) {
      if (!id.split('?')[0]?.endsWith(mutant.file)) return undefined
      const changed = code.replace(mutant.from, mutant.to)
      if (changed === code) throw new Error(`the mutant “${mutant.name}” no longer fits ${mutant.file}`)
      return changed
    },
  }
}
