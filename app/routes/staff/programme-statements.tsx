import { useLoaderData } from '@remix-run/react'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import type { NamedProgramme } from '~/features/programmes/programme-name'
import { programmeName } from '~/features/programmes/programme-name'
import { useProgrammeWords } from '~/features/programmes/programme-words'
import { findPeriod, findProgramme } from '~/features/programmes/programmes.queries.server'
import { listStatements } from '~/features/programmes/standing.queries.server'
import { StatementTable } from '~/features/programmes/statement-table'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { Pages, pageAt } from '~/ui/pager'

export const handle: PageHandle<{ programme: NamedProgramme }> = {
  i18n: ['programmes'],
  title: (t, { programme }) => t('programmes:statements.page', { name: programmeName(t, programme) }),
}

export const loader = staff.load('programmes.read', async ({ scope, params, url }) => {
  const { id, code, name, local_name } = await findProgramme(scope, params.code ?? '')
  const { id: periodId, period } = await findPeriod(scope, id, params.period ?? '')
  const page = await listStatements(scope, periodId, pageAt(url.searchParams))
  return { programme: { code, name, localName: local_name }, period, page, search: url.search }
})

export default function ProgrammeStatements() {
  const { programme, period, page, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const base = `/staff/programmes/${encodeURIComponent(programme.code)}`
  const path = `${base}/${period.key}/statements`
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          { href: base, label: say.name(programme) },
          { label: t('statements.title') },
        ]}
      />
      <PageHead
        title={t('statements.of', { period: say.span(period) })}
        lead={t('statements.lead', { number: period.version })}
        actions={
          <ButtonLink href={`${path}.csv`} download icon={<Download className="icon" aria-hidden="true" />}>
            {t('statements.csv')}
          </ButtonLink>
        }
      />
      <StatementTable rows={page.rows} audience="staff" />
      <Pages page={page} path={path} search={search} byName />
    </>
  )
}
