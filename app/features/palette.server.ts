import type { Finder, Found } from './registry.types'

const perKind = 6
/** Longer than any number or name, so that nobody makes the database compare a novel. */
const longest = 80

/**
 * Everything that a text finds for this reader, grouped by kind in the registry's order, best first, at most six of a kind; a kind
 * whose record is called exactly so comes before the others. The kinds are asked side by side. Nothing for less than two characters.
 */
export async function findEverything<S extends { audience: string }>(
  scope: S,
  finders: readonly Finder<S>[],
  typed: string,
): Promise<{ kind: string; found: Found[] }[]> {
  const text = typed.normalize('NFC').trim().slice(0, longest)
  if ([...text].length < 2) return []
  const asked = finders.filter((one) => one.audience === 'both' || one.audience === scope.audience)
  const answers = await Promise.all(asked.map(async (one) => ({ kind: one.kind, found: await one.find(scope, text, perKind) })))
  const meant = ({ found }: { found: Found[] }) => found.some(({ title }) => title.toLowerCase() === text.toLowerCase())
  const some = answers.filter((one) => one.found.length > 0)
  return [...some.filter(meant), ...some.filter((one) => !meant(one))]
}
