import { useTranslation } from 'react-i18next'
import { Section } from '~/ui/page-head'
import { ContractTable } from './contract-table'
import type { ContractRow } from './contracts.queries.server'

/** Contracts about which somebody has to decide soon; nothing where there are none. */
export function NoticeSoon({ rows, path }: { rows: readonly ContractRow[]; path: string }) {
  const { t } = useTranslation('contracts')
  if (rows.length === 0) return null
  return (
    <Section title={t('soon.title')} end={<a href={`${path}?view=notice`}>{t('soon.all')}</a>}>
      <ContractTable rows={rows} path={path} accounts={false} />
    </Section>
  )
}
