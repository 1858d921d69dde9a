import { useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { readProgrammeFilter } from '~/features/programmes/programme-filter'
import { ProgrammeTable } from '~/features/programmes/programme-table'
import { listProgrammes } from '~/features/programmes/programmes.queries.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pages, pageAt } from '~/ui/pager'

export const handle: PageHandle = { i18n: ['programmes'], title: (t) => t('programmes:list.title') }

export const loader = staff.load('programmes.read', async ({ scope, url }) => {
  const filter = readProgrammeFilter(url.searchParams)
  return {
    ...(await listProgrammes(scope, filter, pageAt(url.searchParams))),
    filter,
    search: url.search,
    mayChange: scope.may('programmes.change') !== 'nowhere',
  }
})

const path = '/staff/programmes'

export default function Programmes() {
  const { rows, before, after, filter, search, mayChange } = useLoaderData<typeof loader>()
  const { t } = useTranslation('programmes')
  const add = mayChange ? (
    <ButtonLink tone="primary" href={`${path}/new`} icon={<Plus className="icon" aria-hidden="true" />}>
      {t('edit.new')}
    </ButtonLink>
  ) : null
  return (
    <>
      <PageHead title={t('list.title')} lead={t('list.lead')} actions={add} />
      {rows.length > 0 || filter.q ? (
        <Filters
          action={path}
          search={{ name: 'q', label: t('list.search'), value: filter.q }}
          chips={filter.q ? [{ label: t('list.q'), value: filter.q, removeHref: path }] : []}
          clearHref={path}
          exportHref={hrefWith(`${path}.csv`, search, {})}
        />
      ) : null}
      {rows.length > 0 ? <ProgrammeTable rows={rows} /> : <NoProgramme narrowed={filter.q !== ''} />}
      <Pages page={{ before, after }} path={path} search={search} byName />
    </>
  )
}

function NoProgramme({ narrowed }: { narrowed: boolean }) {
  const { t } = useTranslation('programmes')
  if (!narrowed) return <Empty title={t('list.none')}>{t('list.noneText')}</Empty>
  return (
    <Empty title={t('list.notFound')} actions={<ButtonLink href={path}>{t('list.showAll')}</ButtonLink>}>
      {t('list.notFoundText')}
    </Empty>
  )
}
