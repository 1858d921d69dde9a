import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { statementTimeline } from '~/features/programmes/programmes.timeline.server'
import { StatementView } from '~/features/programmes/statement-view'
import { getStatement, statementLines } from '~/features/programmes/statements.queries.server'
import type { PageHandle } from '~/page-context'
import { pageAt } from '~/ui/pager'

export const handle: PageHandle<{ statement: { number: string } }> = {
  i18n: ['programmes', 'history'],
  title: (t, { statement }) => t('programmes:statement.page', { number: statement.number }),
}

export const loader = staff.load('programmes.read', async ({ scope, params, url }) => {
  const asked = { code: params.code ?? '', key: params.period ?? '', account: url.searchParams.get('account') }
  const { id, statement } = await getStatement(scope, asked)
  const lines = await statementLines(scope, id, pageAt(url.searchParams))
  return { statement, lines, timeline: await statementTimeline(scope, id), search: url.search }
})

export default function StaffStatement() {
  const { statement, lines, timeline, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('programmes')
  const base = `/staff/programmes/${encodeURIComponent(statement.programme.code)}`
  return (
    <StatementView
      statement={statement}
      lines={lines.rows}
      before={lines.before}
      after={lines.after}
      timeline={timeline}
      path={`${base}/${statement.key}`}
      search={search}
      crumbs={[
        { href: '/staff/programmes', label: t('list.title') },
        { href: `${base}/${statement.key}/statements`, label: t('statements.title') },
        { label: statement.number },
      ]}
    />
  )
}
