/* Where a distributor stands in a programme: the answer first, then the ladder, the months and the tiers. */
import { useTranslation } from 'react-i18next'
import { Chart } from '~/ui/chart'
import type { ChartPair } from '~/ui/chart.server'
import { Notice } from '~/ui/notice'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { Card, Columns, Facts } from '~/ui/record'
import { Status } from '~/ui/status'
import { dayAndMonth } from '~/ui/when-text'
import { LadderBar } from './ladder-bar'
import { useProgrammeWords } from './programme-words'
import { RulesSummary, TierTable } from './rules-view'
import type { Standing } from './standing.queries.server'

export type StandingPage = Standing & { chart: ChartPair; monthNames: string[]; daysLeft: number }

export function StandingView({ standing }: { standing: StandingPage }) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { programme, rules, period, settled } = standing
  return (
    <Section
      title={t('standing.title', { programme: say.name(programme), period: say.span(period) })}
      note={standing.tree ? t('standing.tree', { account: standing.account.name }) : standing.account.name}
      end={<Status mark="dot">{t('standing.left', { count: standing.daysLeft })}</Status>}
    >
      <Card>
        <Headline standing={standing} />
        <Facts facts={useFacts(standing)} />
        <LadderBar standing={standing} />
      </Card>
      {standing.totals.unrated > 0 ? (
        <Notice tone="warn">{t('standing.unrated', { count: standing.totals.unrated, currency: rules.currency })}</Notice>
      ) : null}
      <Columns
        side={
          <>
            <Section title={t('tiers.title')} note={t('tiers.version', { number: standing.version })}>
              <TierTable rules={rules} from={settled.from} now={settled.band} />
            </Section>
            <Section title={t('rules.title')}>
              <RulesSummary rules={rules} territory={standing.territory} />
            </Section>
          </>
        }
      >
        <Months standing={standing} />
      </Columns>
    </Section>
  )
}

function Headline({ standing }: { standing: Standing }) {
  const { t } = useTranslation('programmes')
  const { locale } = useReader()
  const say = useProgrammeWords()
  const { next, rules, period, settled } = standing
  if (!next)
    return (
      <>
        <p className="answer">{t('standing.top', { rate: say.rate(rules.bands[settled.band]?.rate ?? '0', rules) })}</p>
        <p className="lead">{t('standing.topText')}</p>
      </>
    )
  const missing = say.measured(next.missing, rules)
  const day = dayAndMonth(locale, period.endsOn)
  const rate = say.rate(rules.bands[next.band]?.rate ?? '0', rules)
  const words = { missing, day, rate, from: say.measured(next.from, rules) }
  const worth = Number(next.worth) > 0
  return (
    <>
      <p className="answer">
        {worth ? t('standing.more', { ...words, worth: say.money(next.worth, rules.currency) }) : t('standing.moreSlice', words)}
      </p>
      <p className="lead">
        {worth
          ? t('standing.there', {
              ...words,
              pays: say.money(next.pays, rules.currency),
              without: say.money(next.without, rules.currency),
            })
          : t('standing.thereSlice', words)}{' '}
        {standing.forecast?.reachesNextOn
          ? t('standing.pace', { day: dayAndMonth(locale, standing.forecast.reachesNextOn) })
          : t('standing.paceNot')}
      </p>
    </>
  )
}

function useFacts(standing: Standing) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { rules, totals, settled, forecast } = standing
  const flagged = Number(totals.flagged) !== 0
  return [
    { label: t('standing.reached'), value: say.measured(totals.reached, rules) },
    { label: t('standing.earned'), value: say.money(settled.amount, rules.currency) },
    {
      label: t('standing.forecast'),
      value: forecast ? say.money(forecast.settled.amount, rules.currency) : t('standing.tooEarly'),
    },
    ...(flagged ? [{ label: t('standing.flagged'), value: say.measured(totals.flagged, rules) }] : []),
  ]
}

function Months({ standing }: { standing: StandingPage }) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { rules, months, monthNames } = standing
  const unit = rules.measure === 'value' ? rules.currency : say.measured('0', rules).split('\u00a0')[1]
  const title = t('months.title', { unit })
  return (
    <Section title={title}>
      <Chart
        drawing={standing.chart}
        title={title}
        description={t('months.text', {
          programme: say.name(standing.programme),
          sum: say.measured(standing.totals.reached, rules),
        })}
        head={[t('months.month'), t('months.counted')]}
        rows={months.map((month, index) => ({ label: monthNames[index] ?? month.on, text: say.measured(month.reached, rules) }))}
      />
    </Section>
  )
}
