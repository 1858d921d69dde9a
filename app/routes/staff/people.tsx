import { useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import { env } from '~/env.server'
import { listPeople } from '~/features/people/people.queries.server'
import { PeopleTable } from '~/features/people/people-table'
import { peopleViews } from '~/features/people/person'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'

export const handle: PageHandle = { i18n: ['people'], title: (t) => t('people:title' as never) }

const query = z.object({ view: z.enum(peopleViews).catch('all'), q: z.string().trim().max(80).catch('') })

export const loader = staff.load('people.read', async ({ scope, url }) => {
  const filter = query.parse(Object.fromEntries(url.searchParams))
  const page = await listPeople(scope, filter, pageAt(url.searchParams))
  const [invite, manage] = [scope.may('people.invite') !== 'nowhere', scope.may('people.manage') !== 'nowhere']
  return { ...page, filter, search: url.search, host: env.HOST_NAME, invite, manage }
})

const path = '/staff/people'

export default function People() {
  const { rows, before, after, filter, search, host, invite, manage } = useLoaderData<typeof loader>()
  const { t } = useTranslation('people')
  const tabs = peopleViews.map((view) => ({
    href: hrefWith(path, search, { view: view === 'all' ? null : view }),
    label: t(`views.${view}`),
    current: view === filter.view,
  }))
  const add = (
    <ButtonLink href={`${path}/invite`} tone="primary" icon={<Plus className="icon" aria-hidden="true" />}>
      {t('invite.open')}
    </ButtonLink>
  )
  return (
    <>
      <PageHead
        title={t('title')}
        lead={t('lead')}
        actions={
          <>
            {manage ? <ButtonLink href={`${path}/invite-staff`}>{t('invite.staffOpen')}</ButtonLink> : null}
            {invite ? add : null}
          </>
        }
      />
      <Tabs label={t('views.label')} tabs={tabs} />
      <Filters
        action={path}
        search={{ name: 'q', label: t('search'), value: filter.q }}
        keep={{ view: filter.view === 'all' ? null : filter.view }}
      />
      {rows.length > 0 ? (
        <PeopleTable rows={rows} host={host} />
      ) : (
        <Empty title={t('nobody.title')} actions={<ButtonLink href={path}>{t('nobody.all')}</ButtonLink>}>
          {filter.q ? t('nobody.found', { sought: filter.q }) : t('nobody.view')}
        </Empty>
      )}
      {before || after ? (
        <Pager
          byName
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        />
      ) : null}
    </>
  )
}
