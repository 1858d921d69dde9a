import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { staff } from '~/access/guards.server'
import { listAudit } from '~/features/operations/audit.server'
import { AuditTable } from '~/features/operations/audit-table'
import { auditActions, auditFields } from '~/features/registry.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { SelectField, TextField } from '~/ui/field'
import { Filters } from '~/ui/filters'
import { PageHead } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { useReader } from '~/ui/reader'

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

/** What each feature calls its fields and what it does, in the reader's language. */
const wordsIn = (language: Language) => {
  const say = (label: string) => String(texts[language].t(label as never))
  return {
    fields: Object.fromEntries(auditFields.map(({ field, label }) => [field, say(label)])),
    actions: Object.fromEntries(auditActions.map(({ action, label }) => [action, say(label)])),
  }
}

export const loader = staff.load('audit.read', async ({ scope, url, context }) => {
  const asked = query.parse(Object.fromEntries(url.searchParams))
  const filter = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined))
  return { ...(await listAudit(scope, filter)), words: wordsIn(context.language), filter: asked, search: url.search }
})

export default function Audit() {
  const { entries, older, words, filter, search } = useLoaderData<typeof loader>()
  const { t } = useTranslation('operations')
  const { locale } = useReader()
  const called = (action: string) => words.actions[action] ?? action
  const chips = (['account', 'action'] as const).flatMap((name) => {
    const value = filter[name]
    if (!value) return []
    const removeHref = hrefWith('/staff/audit', search, { [name]: null })
    return [{ label: t(`audit.${name}`), value: name === 'action' ? called(value) : value, removeHref }]
  })
  const actions = [...new Set([...Object.keys(words.actions), ...(filter.action ? [filter.action] : [])])]
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
        <SelectField
          name="action"
          key={filter.action}
          label={t('audit.action')}
          defaultValue={filter.action ?? ''}
          empty={t('audit.everyAction')}
          choices={actions
            .map((value) => ({ value, label: called(value) }))
            .sort((a, b) => a.label.localeCompare(b.label, locale))}
        />
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
