import { useLoaderData } from '@remix-run/react'
import { member } from '~/access/guards.server'
import { findEverything } from '~/features/palette.server'
import { finders } from '~/features/registry.server'
import type { PageHandle } from '~/page-context'
import { SearchPage } from '../search'

export const handle: PageHandle = { i18n: ['operations'], title: (t) => t('operations:search.title' as never) }

export const loader = member.load(['orders.read', 'shipments.read'], async ({ scope, url }) => {
  const text = url.searchParams.get('q') ?? ''
  return { text, groups: await findEverything(scope, finders, text) }
})

export default function Search() {
  return <SearchPage {...useLoaderData<typeof loader>()} root="/portal" />
}
