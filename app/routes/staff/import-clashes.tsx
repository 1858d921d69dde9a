import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import { ClashTable } from '~/features/exchange/clash-table'
import { listClashes, openClashCount } from '~/features/exchange/clashes.queries.server'
import { clashStates, runCode } from '~/features/exchange/import-run'
import { ImportTabs } from '~/features/exchange/import-tabs'
import { settleClash, settleForm } from '~/features/exchange/settle.commands.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { ErrorSummary } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager, pageAt } from '~/ui/pager'
import { useFields } from '~/ui/problems'

export const handle: PageHandle = { i18n: ['exchange', 'orders', 'shipments'], title: (t) => t('exchange:clash.title') }

const path = '/staff/imports/clashes'
const query = z.object({
  state: z.enum(clashStates).catch('open'),
  run: z.string().regex(runCode).nullable().catch(null),
})

export const loader = staff.load('imports.read', async ({ scope, url }) => {
  const filter = query.parse({ state: url.searchParams.get('state'), run: url.searchParams.get('run') })
  const [page, open] = await Promise.all([listClashes(scope, filter, pageAt(url.searchParams)), openClashCount(scope)])
  const maySettle = scope.may('imports.settle') !== 'nowhere'
  return { ...page, filter, open, maySettle, search: url.search, formKey: randomUUID() }
})

export const action = staff.act(['imports.read', 'imports.settle'], settleForm, ({ scope, form }) => settleClash(scope, form))

export default function ImportClashes() {
  const { rows, before, after, filter, open, maySettle, search, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('exchange')
  const { problems, general } = useFields(answer)
  const took = answer?.done?.took
  return (
    <>
      <PageHead
        title={filter.run ? t('clash.ofRun', { run: filter.run }) : t('clash.title')}
        lead={t('clash.lead')}
        actions={filter.run ? <a href={`/staff/imports/${filter.run}`}>{t('clash.backToRun')}</a> : undefined}
      />
      <ImportTabs current={filter.state} open={open} run={filter.run} />
      <ErrorSummary problems={problems} general={general} title={t('clash.notSettled')} />
      {took ? (
        <Notice tone="ok" live>
          {t(took === 'ours' ? 'clash.nowKept' : 'clash.nowTaken')}
        </Notice>
      ) : null}
      {rows.length === 0 ? (
        <Empty title={t(`clash.empty.${filter.state}`)}>{t('clash.emptyText')}</Empty>
      ) : (
        <ClashTable rows={rows} formKey={formKey} maySettle={maySettle} open={filter.state === 'open'} />
      )}
      {before || after ? (
        <Pager
          newerHref={before && hrefWith(path, search, { before, after: null })}
          olderHref={after && hrefWith(path, search, { after, before: null })}
        />
      ) : null}
    </>
  )
}
