import type { Plugin } from 'vite'

/**
 * One mistake that somebody could make, as an expression in place of another one. The access test must notice it; the rule of each
 * table is held by tests/visibility.db.test.ts.
 */
export type Mutant = {
  name: string
  file: string
  from: string
  to: string
  /** Whose part of each route the mistake opens; without it one complaint anywhere is enough. */
  opens?: 'members' | 'staff' | 'strangers'
  /** The path that shows it soonest. */
  shows?: string
}

export const mutants: readonly Mutant[] = [
  {
    name: 'the rule of shipments is dropped',
    file: 'app/access/visibility.ts',
    from: 'rule && !rule.hidden ? rule(reader) : undefined',
    to: "table === 'shipments' ? () => true : rule && !rule.hidden ? rule(reader) : undefined",
    shows: '/portal/shipments/:number',
  },
  {
    name: 'the reach forgets the subtree',
    file: 'app/access/session.server.ts',
    from: 'inherits && accountId === rootAccountId',
    to: 'inherits',
  },
  {
    name: 'a membership without inheritance inherits',
    file: 'app/access/session.server.ts',
    from: 'inherits === 1',
    to: 'true',
  },
  {
    name: 'the price column is not asked about',
    file: 'app/access/scope.server.ts',
    from: "this.#reachFor('prices.see')",
    to: 'this.#making.reach',
    shows: '/portal/orders',
  },
  {
    name: 'the role of a member is not asked',
    file: 'app/access/reach.ts',
    from: 'abilities.every((one) => memberMay(grant.role, one))',
    to: 'true',
    opens: 'members',
  },
  {
    name: 'the role of staff is not asked',
    file: 'app/access/reach.ts',
    from: 'abilities.every((one) => staffMay(role, one))',
    to: 'true',
    opens: 'staff',
  },
  {
    name: 'who is not signed in goes on',
    file: 'app/access/guards.server.ts',
    from: 'signInFirst(args)',
    to: `Scope.prove(audience, may, { personId: '1', name: '', email: '', language: 'en', timeZone: 'UTC', staffRole: 'admin',
      grants: [{ role: 'admin', accountId: '1', rootAccountId: '1', wholeTree: true, accountIds: [], distributes: true, supplies: true }],
      previousVisitAt: null })`,
    opens: 'strangers',
  },
]

/** The name of the mistake that is made at the moment; the code asks for it wherever one is planted. */
const made = globalThis as { quaysideMutant?: string | undefined }

/** Runs something with a mistake made. */
export async function withMistake<R>({ name }: Mutant, run: () => Promise<R>): Promise<R> {
  made.quaysideMutant = name
  try {
    return await run()
  } finally {
    made.quaysideMutant = undefined
  }
}

/** Plants every mistake into the code that tests load, so that a test can make one and take it back while it runs. */
export const plantMutants = (): Plugin => ({
  name: 'quayside:mutants',
  enforce: 'pre',
  transform: (code, id) =>
    mutants
      .filter(({ file }) => id.split('?')[0]?.endsWith(file))
      .reduce((so, { name, from, to }) => {
        if (so.split(from).length !== 2) throw new Error(`the mutant “${name}” does not fit one place of ${id}`)
        return so.replace(from, (right) => `(globalThis.quaysideMutant === '${name}' ? (${to}) : ${right})`)
      }, code),
})
