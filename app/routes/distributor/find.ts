import { distributor } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { rebateFinders } from '~/features/registry.server'
import { paletteAnswer } from '../search.server'

/** What the palette asks while one types. */
export const loader = distributor.load('accounts.read', async ({ scope, url, context }) =>
  Response.json(
    paletteAnswer(await findEverything(scope, rebateFinders, url.searchParams.get('q') ?? ''), '/distributor', context.language),
  ),
)
