import { randomUUID } from 'node:crypto'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import type { JobState } from '~/features/operations/job-states'
import { jobStates } from '~/features/operations/job-states'
import { JobTable } from '~/features/operations/job-table'
import { listJobs, retryJob } from '~/features/operations/jobs.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Pager } from '~/ui/pager'
import { Tabs } from '~/ui/tabs'

export const handle: PageHandle = { i18n: ['operations'], title: (t) => t('operations:jobs.title' as never) }

const query = z.object({
  state: z.enum(jobStates).catch('dead'),
  before: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional()
    .catch(undefined),
})
const retryForm = z.object({ job: z.string().regex(/^\d{1,20}$/) })

export const loader = staff.load('jobs.read', async ({ scope, url }) => {
  const { state, before } = query.parse(Object.fromEntries(url.searchParams))
  const page = await listJobs(scope, { state, ...(before && { before }) })
  return { ...page, state, mayRetry: scope.may('jobs.retry') !== 'nowhere', formKey: randomUUID() }
})
export const action = staff.act('jobs.retry', retryForm, ({ scope, form }) => retryJob(scope, form.job))

export default function Jobs() {
  const { jobs, older, state, mayRetry, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('operations')
  const tabs = jobStates.map((one: JobState) => ({
    href: `/staff/jobs?state=${one}`,
    label: t(`jobs.states.${one}`),
    current: one === state,
  }))
  return (
    <>
      <PageHead title={t('jobs.title')} lead={t('jobs.lead')} />
      <Tabs label={t('jobs.title')} tabs={tabs} />
      {answer?.done ? <Notice tone="ok">{t('jobs.retried')}</Notice> : null}
      {answer && !answer.done ? <Notice tone="warn">{t('jobs.gone')}</Notice> : null}
      {jobs.length === 0 ? (
        <Empty title={t(`jobs.empty.${state}`)} />
      ) : (
        <JobTable jobs={jobs} formKey={mayRetry && state === 'dead' ? formKey : null} />
      )}
      {older ? <Pager olderHref={`/staff/jobs?state=${state}&before=${older}`} /> : null}
    </>
  )
}
