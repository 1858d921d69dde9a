import { useTranslation } from 'react-i18next'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import { When } from '~/ui/when'
import type { AuditRow, Change } from './audit.server'

/** What features call their fields and what they do; what has no name is shown as it was written down. */
type Words = Readonly<Record<'fields' | 'actions', Readonly<Record<string, string>>>>

/** Entries of the audit: who did what, and field by field what is other since. */
export function AuditTable({ entries, words }: { entries: readonly AuditRow[]; words: Words }) {
  const { t } = useTranslation('operations')
  const nobody = t('audit.system')
  const columns: Column<AuditRow>[] = [
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
      cell: (entry) => (
        <TwoLines
          small={`${t(`audit.subjects.${entry.subject_type}` as never, { defaultValue: entry.subject_type })} ${entry.subject_id}`}
        >
          {words.actions[entry.action] ?? entry.action}
        </TwoLines>
      ),
      place: 1,
    },
    { key: 'account', head: t('audit.account'), cell: (entry) => entry.account_name, quiet: true, place: 4, leaves: 'first' },
    {
      key: 'changes',
      head: t('audit.changes'),
      cell: (entry) => <Changes changes={entry.changes} words={words.fields} />,
      place: 5,
    },
  ]
  return <DataTable caption={t('audit.title')} columns={columns} rows={entries} keyOf={(entry) => entry.id} />
}

function Changes({ changes, words }: { changes: readonly Change[]; words: Words['fields'] }) {
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
