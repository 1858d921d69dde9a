import { randomUUID } from 'node:crypto'
import { Form, useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import type { JobState } from '~/features/operations/job-states'
import { jobStates } from '~/features/operations/job-states'
import { listJobs, retryJob } from '~/features/operations/jobs.server'
import type { PageHandle } from '~/page-context'
import { SubmitButton } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { PageHead } from '~/ui/page-head'
import { Pager } from '~/ui/pager'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { Tabs } from '~/ui/tabs'
import { When } from '~/ui/when'

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

type Job = ReturnType<typeof useLoaderData<typeof loader>>['jobs'][number]

export default function Jobs() {
  const { jobs, older, state, mayRetry, formKey } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('operations')
  const tabs = jobStates.map((one: JobState) => ({
    href: `/staff/jobs?state=${one}`,
    label: t(`jobs.states.${one}`),
    current: one === state,
  }))
  const columns: Column<Job>[] = [
    { key: 'id', head: t('jobs.number'), cell: (job) => job.id, place: 1 },
    { key: 'topic', head: t('jobs.topic'), cell: (job) => job.topic, place: 3 },
    { key: 'created', head: t('jobs.created'), cell: (job) => <When at={job.created_at} time="always" />, place: 2 },
    {
      key: 'attempts',
      head: t('jobs.attempts'),
      cell: (job) => job.attempts,
      numeric: true,
      place: 4,
      cardLabel: t('jobs.attempts'),
    },
    {
      key: 'due',
      head: t('jobs.due'),
      cell: (job) => <When at={job.finished_at ?? job.run_at} time="always" />,
      leaves: 'first',
    },
    { key: 'error', head: t('jobs.error'), cell: (job) => job.error, quiet: true, place: 5 },
  ]
  if (state === 'dead' && mayRetry)
    columns.push({
      key: 'retry',
      head: <span className="sr">{t('jobs.retry')}</span>,
      place: 6,
      cell: (job) => <Retry job={job.id} formKey={formKey} label={t('jobs.retry')} />,
    })
  return (
    <>
      <PageHead title={t('jobs.title')} lead={t('jobs.lead')} />
      <Tabs label={t('jobs.title')} tabs={tabs} />
      {answer?.done ? <Notice tone="ok">{t('jobs.retried')}</Notice> : null}
      {answer && !answer.done ? <Notice tone="warn">{t('jobs.gone')}</Notice> : null}
      {jobs.length === 0 ? (
        <Empty title={t(`jobs.empty.${state}`)} />
      ) : (
        <DataTable caption={t('jobs.title')} columns={columns} rows={jobs} keyOf={(job) => job.id} />
      )}
      {older ? <Pager olderHref={`/staff/jobs?state=${state}&before=${older}`} /> : null}
    </>
  )
}

function Retry({ job, formKey, label }: { job: string; formKey: string; label: string }) {
  return (
    <Form method="post">
      <FormGuards idempotencyKey={formKey} />
      <SubmitButton tone={undefined} size="small" name="job" value={job}>
        {label}
      </SubmitButton>
    </Form>
  )
}
