import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { mostCounted } from '~/features/exchange/import-tabs'
import { getRun } from '~/features/exchange/imports.queries.server'
import { RefusalTable } from '~/features/exchange/refusal-table'
import { EntityTable, RunStatus, useCount, useDuration } from '~/features/exchange/run-table'
import type { PageHandle } from '~/page-context'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { RecordHead } from '~/ui/record'
import { When } from '~/ui/when'

export const handle: PageHandle<{ run: { code: string } }> = {
  i18n: ['exchange'],
  title: (t, { run }) => t('exchange:run.one', { code: run.code }),
}

export const loader = staff.load('imports.read', async ({ scope, params, context }) => ({
  run: await getRun(scope, params.run ?? '', context.language),
}))

export default function ImportRun() {
  const { run } = useLoaderData<typeof loader>()
  const { t } = useTranslation('exchange')
  const [count, duration] = [useCount(), useDuration()]
  const clashes = run.openClashes >= mostCounted ? `${mostCounted - 1}+` : count(run.openClashes)
  const facts = [
    { label: t('run.started'), value: <When at={run.startedAt} time="always" /> },
    ...(run.seconds === null ? [] : [{ label: t('run.took'), value: duration(run.seconds) }]),
    { label: t('run.refused'), value: count(run.refused.count) },
    { label: t('run.openClashes'), value: <a href={`/staff/imports/clashes?run=${run.code}`}>{clashes}</a> },
  ]
  const title = t('run.one', { code: run.code })
  return (
    <>
      <RecordHead
        crumbs={[{ href: '/staff/imports', label: t('run.title') }, { label: run.code }]}
        title={title}
        statuses={<RunStatus state={run.state} pill />}
        lead={t('run.from', { source: run.source })}
        facts={facts}
      />
      {run.error ? (
        <Notice tone="bad" title={t('run.failed')}>
          {run.error}
        </Notice>
      ) : null}
      {run.state === 'interrupted' ? <Notice tone="warn">{t('run.again')}</Notice> : null}
      <Section title={t('run.counts')}>
        {run.entities.length > 0 ? <EntityTable rows={run.entities} /> : <p className="text-ink-2">{t('run.noCounts')}</p>}
      </Section>
      {run.gone.map((one) => (
        <Notice key={one.entity}>
          {t('run.gone', { count: one.count, entity: t(`entity.${one.entity}` as never, { defaultValue: one.entity }) })}
        </Notice>
      ))}
      {run.refused.count > 0 ? (
        <Section
          title={t('run.refusedRows')}
          note={run.refused.count > run.refused.first.length ? t('run.first', { count: run.refused.first.length }) : undefined}
          end={
            <a href={`/staff/imports/${run.code}/refused.csv`} download>
              {t('run.download')}
            </a>
          }
        >
          <RefusalTable rows={run.refused.first} />
        </Section>
      ) : null}
    </>
  )
}
