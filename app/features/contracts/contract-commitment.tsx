import { useTranslation } from 'react-i18next'
import { Chart } from '~/ui/chart'
import type { ChartPair } from '~/ui/chart.server'
import { formatAmount, formatMoney } from '~/ui/money'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { Facts } from '~/ui/record'
import { fullDate } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import type { ContractRecord } from './contract.queries.server'

/** What the account has undertaken to buy, and how much of it was bought: as a sentence, as a chart, and as a table. */
export function CommitmentSection({ contract, chart }: { contract: ContractRecord; chart: ChartPair | null }) {
  const { t } = useTranslation('contracts')
  const { commitment, drawdown, unread } = contract
  if (!commitment)
    return unread.commitment === null ? null : (
      <Section title={t('commitment.title')}>
        <p>{t('record.asWritten', { text: unread.commitment })}</p>
      </Section>
    )
  return (
    <Section title={t('commitment.title')} note={t(`commitment.per.${commitment.per}`)}>
      {drawdown && chart ? (
        <Drawn contract={{ ...contract, commitment, drawdown }} chart={chart} />
      ) : (
        <NotYet contract={contract} />
      )}
    </Section>
  )
}

function NotYet({ contract }: { contract: ContractRecord }) {
  const { t } = useTranslation('contracts')
  const { locale } = useReader()
  const { commitment } = contract
  return (
    <p>
      {commitment ? formatMoney(locale, commitment.amount, commitment.currency) : null} {t('commitment.notYet')}
    </p>
  )
}

type Committed = ContractRecord & {
  commitment: NonNullable<ContractRecord['commitment']>
  drawdown: NonNullable<ContractRecord['drawdown']>
}

function Drawn({ contract, chart }: { contract: Committed; chart: ChartPair }) {
  const { t } = useTranslation('contracts')
  const { locale } = useReader()
  const { commitment, drawdown } = contract
  const money = (amount: string) => formatMoney(locale, amount, commitment.currency)
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const met = isZero(drawdown.left)
  const words = { drawn: money(drawdown.drawn), of: money(commitment.amount), left: money(drawdown.left) }
  const until = drawdown.to ? fullDate(locale, drawdown.to) : ''
  const title = t('commitment.chart', { currency: commitment.currency })
  return (
    <>
      <p>
        {met
          ? t('commitment.met', words)
          : drawdown.to
            ? t('commitment.left', { ...words, day: until })
            : t('commitment.leftOpen', words)}
      </p>
      <Facts
        facts={[
          { label: t('commitment.agreed'), value: words.of },
          { label: t('commitment.drawn'), value: words.drawn },
          { label: t('commitment.open'), value: words.left },
        ]}
      />
      <Chart
        drawing={chart}
        title={title}
        description={t('commitment.text', words)}
        head={[t('commitment.by'), t('commitment.sum', { currency: commitment.currency })]}
        rows={drawdown.steps.map((step) => ({
          label: step.by === 'year' ? step.on.slice(0, 4) : month.format(new Date(`${step.on}T00:00:00Z`)),
          text: formatAmount(locale, step.total, commitment.currency),
        }))}
      />
      <p className="hint">{t('commitment.rule', { currency: commitment.currency })}</p>
    </>
  )
}
