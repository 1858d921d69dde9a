import { useLoaderData } from '@remix-run/react'
import { distributor } from '~/access/guards.server'
import { env } from '~/env.server'
import { readOwnPeriodFilter } from '~/features/programmes/own-period-filter'
import { OwnPeriodList } from '~/features/programmes/own-period-list'
import { listOwnPeriods, yearsOf } from '~/features/programmes/own-periods.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['programmes'], title: (t) => t('programmes:own.title') }

export const loader = distributor.load('programmes.read', async ({ scope, url }) => {
  const filter = readOwnPeriodFilter(url.searchParams)
  const page = await listOwnPeriods(scope, filter, pageAt(url.searchParams))
  return { filter, page, years: await yearsOf(scope), search: url.search, host: env.HOST_NAME }
})

export default function Programmes() {
  return <OwnPeriodList {...useLoaderData<typeof loader>()} />
}
