import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import { listAudit } from '~/features/operations/audit.server'
import { AuditTable } from '~/features/operations/audit-table'
import { auditFields } from '~/features/registry.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { TextField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'

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

export default function Audit() {
  const { entries, older, words, filter, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('operations')
  const chips = (['account', 'action'] as const).flatMap((name) =>
    filter[name]
      ? [{ label: t(`audit.${name}`), value: filter[name], removeHref: hrefWith('/staff/audit', search, { [name]: null }) }]
      : [],
  )
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
        <AuditTable entries={entries} words={words} />
      )}
      {older ? <Pager olderHref={hrefWith('/staff/audit', search, { before: older })} /> : null}
    </>
  )
}
