import { useLoaderData } from '@remix-run/react'
import { staff } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { finders, rebateFinders, supplyFinders } from '~/features/registry.server'
import type { PageHandle } from '~/page-context'
import { SearchPage } from '../search'

export const handle: PageHandle = { i18n: ['operations'], title: (t) => t('operations:search.title' as never) }

const abilities = ['orders.read', 'shipments.read', 'catalog.read', 'purchases.read', 'accounts.read'] as const

export const loader = staff.load(abilities, async ({ scope, url }) => {
  const text = url.searchParams.get('q') ?? ''
  return { text, groups: await findEverything<typeof scope>(scope, [...finders, ...rebateFinders, ...supplyFinders], text) }
})

export default function Search() {
  return <SearchPage {...useLoaderData<typeof loader>()} root="/staff" />
}
