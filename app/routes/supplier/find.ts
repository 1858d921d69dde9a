import { supplier } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { supplyFinders } from '~/features/registry.server'
import { paletteAnswer } from '../search.server'

/** What the palette asks while one types. */
export const loader = supplier.load(['catalog.read', 'purchases.read'], async ({ scope, url, context }) =>
  Response.json(
    paletteAnswer(await findEverything(scope, supplyFinders, url.searchParams.get('q') ?? ''), '/supplier', context.language),
  ),
)
