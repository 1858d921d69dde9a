import { useLoaderData } from '@remix-run/react'
import { distributor } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { rebateFinders } from '~/features/registry.server'
import type { PageHandle } from '~/page-context'
import { SearchPage } from '../search'

export const handle: PageHandle = { i18n: ['operations'], title: (t) => t('operations:search.title' as never) }

export const loader = distributor.load('accounts.read', async ({ scope, url }) => {
  const text = url.searchParams.get('q') ?? ''
  return { text, groups: await findEverything(scope, rebateFinders, text) }
})

export default function Search() {
  return <SearchPage {...useLoaderData<typeof loader>()} root="/distributor" />
}
