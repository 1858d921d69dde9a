import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import type { Change } from '~/features/operations/audit.server'
import { listAudit } from '~/features/operations/audit.server'
import { auditFields } from '~/features/registry.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { TextField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import { When } from '~/ui/when'

export const handle: PageHandle = { i18n: ['operations'], title: (t) => t('operations:audit.title' as never) }

const text = z.string().trim().min(1).max(254).optional().catch(undefined)
const query = z.object({
  account: text,
  person: text,
  action: text,
  before: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional()
    .catch(undefined),
})

/** What each feature calls its fields, in the reader's language. */
const fieldWords = (language: Language) =>
  Object.fromEntries(auditFields.map(({ field, label }) => [field, String(texts[language].t(label as never))]))

export const loader = staff.load('audit.read', async ({ scope, url, context }) => {
  const asked = query.parse(Object.fromEntries(url.searchParams))
  const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return { ...(await listAudit(scope, filter)), words: fieldWords(context.language), filter: asked, search: url.search }
})
type Entry = ReturnType<typeof useLoaderData<typeof loader>>['entries'][number]

export default function Audit() {
  const { entries, older, words, filter, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('operations')
  const chips = (['account', 'action'] as const).flatMap((name) =>
    filter[name]
      ? [{ label: t(`audit.${name}`), value: filter[name], removeHref: hrefWith('/staff/audit', search, { [name]: null }) }]
      : [],
  )
  const nobody = t('audit.system')
  const columns: Column<Entry>[] = [
    { key: 'at', head: t('audit.at'), cell: (entry) => <When at={entry.at} time="always" />, place: 2 },
    {
      key: 'who',
      head: t('audit.person'),
      cell: (entry) => <TwoLines small={entry.email ?? entry.ip ?? ''}>{entry.person ?? nobody}</TwoLines>,
      place: 3,
    },
    {
      key: 'what',
      head: t('audit.action'),
      cell: (entry) => <TwoLines small={`${entry.subject_type} ${entry.subject_id}`}>{entry.action}</TwoLines>,
      place: 1,
    },
    { key: 'account', head: t('audit.account'), cell: (entry) => entry.account_name, quiet: true, place: 4, leaves: 'first' },
    { key: 'changes', head: t('audit.changes'), cell: (entry) => <Changes changes={entry.changes} words={words} />, place: 5 },
  ]
  return (
    <>
      <PageHead title={t('audit.title')} lead={t('audit.lead')} />
      <Filters
        action="/staff/audit"
        search={{ name: 'person', label: t('audit.search'), value: filter.person }}
        chips={chips}
        clearHref="/staff/audit"
      >
        <TextField name="account" label={t('audit.account')} defaultValue={filter.account} />
        <TextField name="action" label={t('audit.action')} defaultValue={filter.action} />
      </Filters>
      {entries.length === 0 ? (
        <Empty title={t('audit.empty')}>{t('audit.emptyHint')}</Empty>
      ) : (
        <DataTable caption={t('audit.title')} columns={columns} rows={entries} keyOf={(entry) => entry.id} />
      )}
      {older ? <Pager olderHref={hrefWith('/staff/audit', search, { before: older })} /> : null}
    </>
  )
}

function Changes({ changes, words }: { changes: readonly Change[]; words: Readonly<Record<string, string>> }) {
  return (
    <ul className="changes">
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          <span className="quiet">{words[field] ?? field}</span> {from === null ? null : <del>{from}</del>}{' '}
          {to === null ? null : <ins>{to}</ins>}
        </li>
      ))}
    </ul>
  )
}
