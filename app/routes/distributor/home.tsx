import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { distributor } from '~/access/guards.server'
import { env } from '~/env.server'
import { statementRows } from '~/features/programmes/standing.queries.server'
import { standingPages } from '~/features/programmes/standing-page.server'
import { StandingView } from '~/features/programmes/standing-view'
import { StatementTable } from '~/features/programmes/statement-table'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { PageHead, Section } from '~/ui/page-head'

export const handle: PageHandle = { i18n: ['programmes'], title: (t) => t('programmes:home.title') }

export const loader = distributor.load('programmes.read', async ({ scope, context }) => {
  const [standings, statements] = [await standingPages(scope, context.language), await statementRows(scope)]
  return { standings, statements, host: env.HOST_NAME }
})

export default function DistributorHome() {
  const { standings, statements, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('programmes')
  return (
    <>
      <PageHead title={t('home.title')} lead={t('home.lead', { host })} />
      {standings.map((one) => (
        <StandingView key={`${one.programme.code} ${one.account.code}`} standing={one} />
      ))}
      {standings.length === 0 ? <Empty title={t('home.none')}>{t('home.noneText', { host })}</Empty> : null}
      {statements.length > 0 ? (
        <Section title={t('statements.title')} end={<a href="/distributor/programmes">{t('home.all')}</a>}>
          <StatementTable rows={statements} audience="distributor" />
        </Section>
      ) : null}
    </>
  )
}
