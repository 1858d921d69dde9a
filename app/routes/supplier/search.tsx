import { useLoaderData } from '@remix-run/react'
import { supplier } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { supplyFinders } from '~/features/registry.server'
import type { PageHandle } from '~/page-context'
import { SearchPage } from '../search'

export const handle: PageHandle = { i18n: ['operations'], title: (t) => t('operations:search.title' as never) }

export const loader = supplier.load(['catalog.read', 'purchases.read'], async ({ scope, url }) => {
  const text = url.searchParams.get('q') ?? ''
  return { text, groups: await findEverything(scope, supplyFinders, text) }
})

export default function Search() {
  return <SearchPage {...useLoaderData<typeof loader>()} root="/supplier" />
}
