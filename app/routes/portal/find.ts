import { member } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { finders } from '~/features/registry.server'
import { paletteAnswer } from '../search.server'

/** What the palette asks while one types. */
export const loader = member.load(['orders.read', 'shipments.read'], async ({ scope, url, context }) =>
  Response.json(
    paletteAnswer(await findEverything(scope, finders, url.searchParams.get('q') ?? ''), '/portal', context.language),
  ),
)
