/* One proposal, as its supplier and as the staff see it. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { RecordHead } from '~/ui/record'
import { DataTable } from '~/ui/table'
import type { TimelineEntry } from '~/ui/timeline'
import { Timeline } from '~/ui/timeline'
import { When } from '~/ui/when'
import type { FieldView, ProposalView } from './proposal.queries.server'
import { StateMark } from './supply-words'

type HeadProps = { proposal: ProposalView; section: string; sectionLabel: string; actions?: ReactNode }

export function ProposalHead({ proposal, section, sectionLabel, actions }: HeadProps) {
  const { t } = useTranslation('supply')
  const facts = [
    { label: t('proposal.company'), value: proposal.account.name },
    ...(proposal.createdBy ? [{ label: t('proposal.by'), value: proposal.createdBy }] : []),
    { label: t('proposal.origin'), value: t(`origin.${proposal.origin}`) },
    ...(proposal.submittedAt ? [{ label: t('proposal.submitted'), value: <When at={proposal.submittedAt} /> }] : []),
    ...(proposal.closedAt ? [{ label: t('proposal.closed'), value: <When at={proposal.closedAt} /> }] : []),
  ]
  return (
    <RecordHead
      crumbs={[{ href: section, label: sectionLabel }, { label: proposal.number }]}
      title={t('proposal.title', { number: proposal.number })}
      statuses={<StateMark state={proposal.state} held={proposal.held} pill />}
      lead={proposal.note ?? undefined}
      facts={facts}
      actions={actions}
    />
  )
}

/** Who waits for whom. */
export function ProposalNext({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation('supply')
  const { state, open, fields } = proposal
  if (state === 'submitted') return <Notice tone="info">{t('proposal.nextHost', { open, count: fields })}</Notice>
  if (state === 'draft') return <Notice tone="warn">{t('proposal.nextDraft')}</Notice>
  return null
}

export function FieldPager({ proposal, path, search }: { proposal: ProposalView; path: string; search: string }) {
  const { previous, next } = proposal
  if (previous === null && next === null) return null
  const at = (from: number | null) => (from === null ? null : hrefWith(path, search, { from: String(from), done: null }))
  return <Pager byName newerHref={at(previous)} olderHref={at(next)} />
}

/** Rows of the file that were not taken, each with its reason. */
export function RowErrors({ proposal, words }: { proposal: ProposalView; words: (reason: string) => string }) {
  const { t } = useTranslation('supply')
  if (proposal.rowErrors.length === 0) return null
  return (
    <Section title={t('proposal.rowErrors')}>
      <DataTable
        caption={t('proposal.rowErrors')}
        columns={[
          { key: 'line', head: t('proposal.line'), cell: (row) => row.line || '–', numeric: true, place: 2 },
          { key: 'column', head: t('proposal.column'), cell: (row) => row.column, place: 1 },
          { key: 'reason', head: t('proposal.reason'), cell: (row) => words(row.reason), grow: true, place: 5 },
        ]}
        rows={proposal.rowErrors}
        keyOf={(row) => `${row.line} ${row.column} ${row.reason}`}
      />
    </Section>
  )
}

/** What happened to the proposal, newest first; what was decided at once and for one reason is one entry. Of fields those of this page. */
export function ProposalTimeline({ proposal }: { proposal: ProposalView }) {
  const { t } = useTranslation('supply')
  // The later state before the earlier one, since both may have happened in the same instant.
  const marks: TimelineEntry[] = [
    ...(proposal.closedAt
      ? [{ id: 'closed', at: proposal.closedAt, mark: 't4' as const, text: t(`state.${proposal.state}`) }]
      : []),
    ...useDecisions(proposal.shown),
    ...(proposal.submittedAt
      ? [
          {
            id: 'submitted',
            at: proposal.submittedAt,
            mark: 'dot' as const,
            text: t('state.submitted'),
            meta: proposal.submittedBy,
          },
        ]
      : []),
    { id: 'created', at: proposal.createdAt, mark: 't0', text: t('state.draft'), meta: proposal.createdBy },
  ]
  const time = (entry: TimelineEntry) => new Date(entry.at ?? 0).getTime()
  return <Timeline entries={marks.sort((a, b) => time(b) - time(a))} />
}

type Taken = { at: Date; kind: 'approved' | 'refused' | 'first'; by: string | null; reason: string | null; fields: string[] }

function useDecisions(shown: ProposalView['shown']): TimelineEntry[] {
  const { t } = useTranslation('supply')
  const taken = new Map<string, Taken>()
  const take = (one: FieldView, of: Omit<Taken, 'fields'>) => {
    const key = [String(of.at), of.kind, of.by, of.reason].join('\n')
    const known = taken.get(key) ?? { ...of, fields: [] }
    taken.set(key, { ...known, fields: [...known.fields, t(`field.${one.field}`)] })
  }
  for (const one of shown) {
    const { firstBy, decision, decidedAt, decidedBy: by, reason } = one
    if (firstBy?.at) take(one, { at: firstBy.at, kind: 'first', by: firstBy.name, reason: null })
    if (decision && decidedAt) take(one, { at: decidedAt, kind: decision, by, reason })
  }
  const markOf = { approved: 'check', refused: 'stop', first: 'clock' } as const
  return [...taken].map(([id, { at, kind, by, reason, fields }]) => ({
    id,
    at,
    mark: markOf[kind],
    text: t(`timeline.decided.${kind}`, { fields: [...new Set(fields)].join(', ') }),
    meta: [by, reason].filter(Boolean).join(': ') || undefined,
  }))
}
