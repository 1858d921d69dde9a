import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { FormGuards } from '~/ui/form'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { When } from '~/ui/when'
import type { JobRow } from './jobs.server'

/** Jobs of one state; `formKey` is that of the form which tries one again, null where nobody may. */
export function JobTable({ jobs, formKey }: { jobs: readonly JobRow[]; formKey: string | null }) {
  const { t } = useTranslation('operations')
  const columns: Column<JobRow>[] = [
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
  if (formKey !== null)
    columns.push({
      key: 'retry',
      head: <span className="sr">{t('jobs.retry')}</span>,
      place: 6,
      cell: (job) => <Retry job={job.id} formKey={formKey} label={t('jobs.retry')} />,
    })
  return <DataTable caption={t('jobs.title')} columns={columns} rows={jobs} keyOf={(job) => job.id} />
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
