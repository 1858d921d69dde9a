import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { Day, When } from '~/ui/when'
import type { ContractDocument, ContractRecord } from './contract.queries.server'

/** The documents of a contract, each with its newest file and, where there are any, those before it. */
export function ContractDocuments({ contract }: { contract: ContractRecord }) {
  const { t } = useTranslation('contracts')
  const columns = useColumns()
  return (
    <Section title={t('documents.title')}>
      {contract.documents.length === 0 ? (
        <p className="text-ink-2">{t('documents.none')}</p>
      ) : (
        <DataTable caption={t('documents.title')} columns={columns} rows={contract.documents} keyOf={(row) => row.title} />
      )}
    </Section>
  )
}

function useColumns(): Column<ContractDocument>[] {
  const { t } = useTranslation('contracts')
  const { locale } = useReader()
  const size = new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0 })
  const link = ({ key, name }: ContractDocument['files'][number], text: string) => (
    <a href={`/files/${key}`} download={name} title={name}>
      {text}
    </a>
  )
  return [
    {
      key: 'title',
      head: t('documents.name'),
      cell: (row) => {
        const [newest, ...older] = row.files
        return (
          <>
            {newest ? link(newest, row.title) : row.title}
            {older.map((file) => (
              <small key={file.key} className="block">
                {link(file, t('documents.earlier'))} <When at={file.addedAt} />
              </small>
            ))}
          </>
        )
      },
      grow: true,
      place: 1,
    },
    { key: 'kind', head: t('documents.kind'), cell: (row) => t(`documents.kinds.${row.kind as 'annex'}`), place: 3 },
    { key: 'dated', head: t('documents.dated'), cell: (row) => (row.datedOn ? <Day on={row.datedOn} /> : ''), place: 4 },
    {
      key: 'size',
      head: t('documents.size'),
      cell: (row) => size.format(Math.ceil((row.files[0]?.size ?? 0) / 1000)),
      numeric: true,
      quiet: true,
      place: 2,
    },
  ]
}
