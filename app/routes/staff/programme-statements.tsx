import { useLoaderData } from '@remix-run/react'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { useProgrammeWords } from '~/features/programmes/programme-words'
import { getProgramme } from '~/features/programmes/programmes.queries.server'
import { statementRows } from '~/features/programmes/standing.queries.server'
import { StatementTable } from '~/features/programmes/statement-table'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import { notFound } from '~/values/outcome'

export const handle: PageHandle<{ programme: { name: string } }> = {
  i18n: ['programmes'],
  title: (t, { programme }) => t('programmes:statements.page', { name: programme.name }),
}

export const loader = staff.load('programmes.read', async ({ scope, params }) => {
  const { id, programme } = await getProgramme(scope, params.code ?? '')
  const period = programme.periods.find((row) => row.key === params.period) ?? notFound()
  const { code, name, localName } = programme
  const rows = await statementRows(scope, { programmeId: id, startsOn: period.startsOn, limit: 500 })
  return { programme: { code, name, localName }, period, rows }
})

export default function ProgrammeStatements() {
  const { programme, period, rows } = useLoaderData<typeof loader>()
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  return (
    <>
      <Breadcrumb
        crumbs={[
          { href: '/staff/programmes', label: t('list.title') },
          { href: `/staff/programmes/${encodeURIComponent(programme.code)}`, label: say.name(programme) },
          { label: t('statements.title') },
        ]}
      />
      <PageHead
        title={t('statements.of', { period: say.span(period) })}
        lead={t('statements.lead', { number: period.version })}
        actions={
          <ButtonLink
            href={`/staff/programmes/${encodeURIComponent(programme.code)}/${period.key}/statements.csv`}
            download
            icon={<Download className="icon" aria-hidden="true" />}
          >
            {t('statements.csv')}
          </ButtonLink>
        }
      />
      <StatementTable rows={rows} audience="staff" />
    </>
  )
}
