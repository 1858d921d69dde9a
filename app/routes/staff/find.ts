import { staff } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { finders, rebateFinders, supplyFinders } from '~/features/registry.server'
import { paletteAnswer } from '../search.server'

const abilities = ['orders.read', 'shipments.read', 'catalog.read', 'purchases.read', 'accounts.read'] as const

/** What the palette asks while one types. */
export const loader = staff.load(abilities, async ({ scope, url, context }) =>
  Response.json(
    paletteAnswer(
      await findEverything<typeof scope>(
        scope,
        [...finders, ...rebateFinders, ...supplyFinders],
        url.searchParams.get('q') ?? '',
      ),
      '/staff',
      context.language,
    ),
  ),
)
