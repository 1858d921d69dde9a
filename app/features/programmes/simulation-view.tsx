import { useTranslation } from 'react-i18next'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { Facts } from '~/ui/record'
import { DataTable, TwoLines } from '~/ui/table'
import { useProgrammeWords } from './programme-words'
import type { Rules } from './rule-words'
import type { SimulatedRow, Simulation } from './simulation.server'

/** What a version would have paid on last year's lines: who gains, who loses, what it costs. */
export function SimulationView({ simulation, rules }: { simulation: Simulation; rules: Rules }) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const money = (amount: string) => say.money(amount, rules.currency)
  const more = (amount: string) => (Number(amount) > 0 ? `+${money(amount)}` : money(amount))
  const unrated = simulation.rows.reduce((sum, row) => sum + row.unrated, 0)
  return (
    <>
      {simulation.invited ? <Notice>{t('simulation.invited')}</Notice> : null}
      {unrated > 0 ? <Notice tone="warn">{t('standing.unrated', { count: unrated, currency: rules.currency })}</Notice> : null}
      <Facts
        facts={[
          { label: t('simulation.cost'), value: money(simulation.after) },
          {
            label:
              simulation.against === null
                ? t('simulation.beforeNothing')
                : t('simulation.before', { number: simulation.against }),
            value: money(simulation.before),
          },
          { label: t('simulation.difference'), value: more(simulation.difference) },
          { label: t('simulation.gaining'), value: simulation.gaining },
          { label: t('simulation.losing'), value: simulation.losing },
        ]}
      />
      <Section title={t('simulation.who')}>
        <DataTable<SimulatedRow>
          caption={t('simulation.who')}
          rows={simulation.rows}
          keyOf={(row) => row.account.code}
          columns={[
            {
              key: 'account',
              head: t('statements.account'),
              cell: (row) => <TwoLines small={row.account.code}>{row.account.name}</TwoLines>,
              grow: true,
              place: 1,
            },
            {
              key: 'reached',
              head: t('statement.reached'),
              cell: (row) => say.measured(row.reached, rules),
              numeric: true,
              place: 3,
            },
            { key: 'before', head: t('simulation.was'), cell: (row) => money(row.before), numeric: true, leaves: 'first' },
            { key: 'after', head: t('simulation.now'), cell: (row) => money(row.after), numeric: true, place: 4 },
            { key: 'difference', head: t('simulation.difference'), cell: (row) => more(row.difference), numeric: true, place: 2 },
          ]}
          sums={[{ key: 'sum', label: t('simulation.difference'), value: more(simulation.difference), total: true }]}
        />
      </Section>
    </>
  )
}
