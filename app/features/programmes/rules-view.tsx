/* What a version says, as both sides read it. */
import { useTranslation } from 'react-i18next'
import { countryName } from '~/ui/country'
import { useReader } from '~/ui/reader'
import { Pairs } from '~/ui/record'
import { MarkOnly } from '~/ui/status'
import { DataTable } from '~/ui/table'
import { useGoods, useProgrammeWords } from './programme-words'
import type { Rules } from './rule-words'

type TierTableProps = {
  rules: Rules
  from: readonly string[]
  /** The tier that is reached, and whether for good: the period is closed. */
  now?: number | undefined
  closed?: boolean | undefined
}
export function TierTable({ rules, from, now, closed }: TierTableProps) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const reached = closed ? 'tiers.reached' : 'tiers.now'
  const rows = rules.bands.map((band, index) => ({ index, from: from[index] ?? band.from, rate: band.rate }))
  return (
    <DataTable
      caption={t('tiers.title')}
      rows={rows}
      keyOf={(row) => row.from}
      columns={[
        {
          key: 'tier',
          head: t('tiers.tier'),
          cell: (row) => (
            <>
              {row.index === now ? <MarkOnly mark="dot" /> : null}{' '}
              {t(row.index === now ? reached : 'tiers.number', { number: row.index })}
            </>
          ),
          place: 1,
        },
        { key: 'from', head: t('tiers.from'), cell: (row) => say.threshold(row.from), numeric: true, place: 3 },
        { key: 'rate', head: t('tiers.rate'), cell: (row) => say.rate(row.rate, rules), numeric: true, place: 2 },
      ]}
    />
  )
}

export function RulesSummary({ rules, territory }: { rules: Rules; territory: readonly string[] }) {
  const { t } = useTranslation('programmes')
  const { locale } = useReader()
  const say = useProgrammeWords()
  const goods = useGoods()
  const countries = territory.map((one) => countryName(locale, one)).join(t('rules.comma'))
  const facts = [
    { label: t('rules.ladder'), value: t(`ladders.${rules.ladder}`) },
    { label: t('rules.measure'), value: t(`measures.${rules.measure}`) },
    { label: t('rules.target'), value: goods(rules.target) },
    ...(rules.earning ? [{ label: t('rules.earning'), value: goods(rules.earning) }] : []),
    ...(rules.floor ? [{ label: t('rules.floor'), value: say.money(rules.floor, rules.currency) }] : []),
    ...(rules.cap ? [{ label: t('rules.cap'), value: say.money(rules.cap, rules.currency) }] : []),
    ...(rules.prorated ? [{ label: t('rules.prorated'), value: t('rules.proratedText') }] : []),
    ...(territory.length > 0
      ? [
          { label: t('rules.territory'), value: countries },
          { label: t('rules.outside'), value: t(`outsides.${rules.outside}`) },
        ]
      : []),
  ]
  return <Pairs facts={facts} />
}
