import type { Finder, Found } from './registry.types'

const perKind = 6
/** Longer than any number or name, so that nobody makes the database compare a novel. */
const longest = 80

/** One kind of what was found, and where the rest of it is: a path below the audience's prefix. */
export type FoundKind = { kind: string; found: Found[]; all: string | null }

/** Only where not all of it may be shown already. */
function listOf<S extends { audience: string }>({ list }: Finder<S>, scope: S, text: string, found: readonly Found[]) {
  if (list === undefined || found.length < perKind) return null
  const path = typeof list === 'string' ? list : list(scope.audience, text)
  return path && `${path}${path.includes('?') ? '&' : '?'}${new URLSearchParams({ q: text })}`
}

/**
 * Everything that a text finds for this reader, grouped by kind in the registry's order, best first, at most six of a kind; a kind
 * whose record is called exactly so comes before the others. The kinds are asked side by side. Nothing for less than two characters.
 */
export async function findEverything<S extends { audience: string }>(
  scope: S,
  finders: readonly Finder<S>[],
  typed: string,
): Promise<FoundKind[]> {
  const text = typed.normalize('NFC').trim().slice(0, longest)
  if ([...text].length < 2) return []
  const asked = finders.filter((one) => one.audience === 'both' || one.audience === scope.audience)
  const answers = await Promise.all(
    asked.map(async (one) => {
      const found = await one.find(scope, text, perKind)
      return { kind: one.kind, found, all: listOf(one, scope, text, found) }
    }),
  )
  const meant = ({ found }: { found: Found[] }) => found.some(({ title }) => title.toLowerCase() === text.toLowerCase())
  const some = answers.filter((one) => one.found.length > 0)
  return [...some.filter(meant), ...some.filter((one) => !meant(one))]
}
