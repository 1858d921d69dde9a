/* A closed period: what it came to, how, and every line that it was computed from. */
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { TimelineView } from '~/features/history/timeline-view'
import type { TimelineEntry } from '~/features/registry.types'
import { ButtonLink } from '~/ui/button'
import { decimalFormat, exact } from '~/ui/money'
import { Section } from '~/ui/page-head'
import { Pages } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { Columns, RecordHead } from '~/ui/record'
import type { Mark, Tone } from '~/ui/status'
import { Status } from '~/ui/status'
import type { Column } from '~/ui/table'
import { DataTable, TwoLines } from '~/ui/table'
import { Day, When } from '~/ui/when'
import { useProgrammeWords } from './programme-words'
import { RulesSummary, TierTable } from './rules-view'
import type { StatementState } from './statement-states'
import type { Statement, StatementLine } from './statements.queries.server'

const marks: Record<StatementState, [Mark, Tone]> = {
  calculated: ['plan', 'plain'],
  sent: ['clock', 'warn'],
  accepted: ['check', 'ok'],
  disputed: ['stop', 'bad'],
}

export function StatementStatus({ state, pill }: { state: StatementState; pill?: boolean }) {
  const { t } = useTranslation('programmes')
  const [mark, tone] = marks[state]
  return (
    <Status mark={mark} tone={tone} pill={pill}>
      {t(`state.${state}`)}
    </Status>
  )
}

export type StatementViewProps = {
  statement: Omit<Statement, 'sentAt' | 'answeredAt'> & { sentAt: Date | string | null; answeredAt: Date | string | null }
  lines: readonly StatementLine[]
  before: string | null
  after: string | null
  timeline: readonly TimelineEntry[]
  path: string
  search: string
  crumbs: readonly { href?: string; label: string }[]
  notice?: ReactNode
  /** What the reader may do about it. */
  children?: ReactNode
}

export function StatementView({
  statement,
  lines,
  before,
  after,
  timeline,
  path,
  search,
  crumbs,
  notice,
  children,
}: StatementViewProps) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { rules, programme } = statement
  const receipt = `${path}/receipt.csv?account=${encodeURIComponent(statement.account.code)}`
  return (
    <>
      <RecordHead
        crumbs={crumbs}
        title={t('statement.title', { programme: say.name(programme), period: say.span(statement) })}
        statuses={<StatementStatus state={statement.state} pill />}
        lead={t('statement.lead', {
          number: statement.number,
          account: statement.account.name,
          version: statement.versionNumber,
        })}
        facts={[
          { label: t('statement.reached'), value: say.measured(statement.reached, rules) },
          { label: t('statement.rate'), value: say.rate(rules.bands[statement.band]?.rate ?? '0', rules) },
          { label: t('statement.amount'), value: say.money(statement.amount, rules.currency) },
        ]}
        actions={
          <ButtonLink href={receipt} download icon={<Download className="icon" aria-hidden="true" />}>
            {t('statement.receipt')}
          </ButtonLink>
        }
      />
      {notice}
      <Answered statement={statement} requests={path.startsWith('/staff/') ? '/staff/requests' : '/portal/requests'} />
      <Columns
        side={
          <>
            {children}
            <TimelineView entries={timeline} path={path} search={search} />
            <Section title={t('tiers.title')} note={t('tiers.version', { number: statement.versionNumber })}>
              <TierTable rules={rules} from={statement.from} now={statement.band} closed />
            </Section>
            <Section title={t('rules.title')}>
              <RulesSummary rules={rules} territory={statement.terms.territory} />
            </Section>
          </>
        }
      >
        <Computed statement={statement} />
        <Section title={t('lines.title')} note={t('lines.note', { count: statement.lines })}>
          <Lines statement={statement} lines={lines} />
          <Pages page={{ before, after }} path={path} search={search} />
        </Section>
      </Columns>
    </>
  )
}

/** The last answer; the timeline tells the earlier ones and the reason of a dispute. */
function Answered({ statement, requests }: Pick<StatementViewProps, 'statement'> & { requests: string }) {
  const { t } = useTranslation('programmes')
  const { answeredAt, answeredBy, request, state } = statement
  if (!answeredAt) return null
  return (
    <p className="lead">
      {t(state === 'disputed' ? 'answer.disputedBy' : 'answer.acceptedBy', { name: answeredBy ?? t('answer.somebody') })}{' '}
      <When at={new Date(answeredAt)} />{' '}
      {request ? <a href={`${requests}/${encodeURIComponent(request)}`}>{t('answer.talk', { number: request })}</a> : null}
    </p>
  )
}

/** How the amount came about, step by step, so that it can be done again by hand. */
function Computed({ statement }: Pick<StatementViewProps, 'statement'>) {
  const { t } = useTranslation('programmes')
  const { locale } = useReader()
  const say = useProgrammeWords()
  const { rules } = statement
  const rate = say.rate(rules.bands[statement.band]?.rate ?? '0', rules)
  const words = { reached: say.measured(statement.reached, rules), base: say.earning(statement.earning, rules), rate }
  // What has no end is cut to six decimals, anything else is written out.
  const decimals = statement.exact.length > 20 ? 6 : 20
  const unrounded = `${rules.currency}\u00a0${exact(decimalFormat(locale, 0, decimals), statement.exact)}`
  const steps = [
    t('computed.reached', { ...words, from: say.measured(statement.from[statement.band] ?? '0', rules) }),
    t(`computed.${rules.ladder}`, { ...words, unrounded }),
    ...(Number(statement.minimum) !== 0 ? [t('computed.minimum', { amount: say.money(statement.minimum, rules.currency) })] : []),
    t('computed.rounded', { amount: say.money(statement.amount, rules.currency) }),
  ]
  return (
    <Section title={t('computed.title')} note={t('computed.note')}>
      <ol className="list-decimal pl-5">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </Section>
  )
}

function Lines({ statement, lines }: Pick<StatementViewProps, 'statement' | 'lines'>) {
  const { t } = useTranslation('programmes')
  const say = useProgrammeWords()
  const { rules } = statement
  const columns: Column<StatementLine>[] = [
    {
      key: 'document',
      head: t('lines.document'),
      cell: (row) => <TwoLines small={t('lines.line', { number: row.lineNo })}>{row.document}</TwoLines>,
      place: 1,
    },
    { key: 'day', head: t('lines.day'), cell: (row) => <Day on={row.day} />, quiet: true, place: 3 },
    {
      key: 'goods',
      head: t('lines.goods'),
      cell: (row) => <TwoLines small={row.sku}>{row.description}</TwoLines>,
      cut: true,
      place: 5,
      leaves: 'second',
    },
    {
      key: 'net',
      head: t('lines.net'),
      cell: (row) => (
        <TwoLines small={row.rate ? t('lines.converted', { rate: row.rate }) : (row.shipTo ?? '')}>
          {say.money(row.net, row.currency)}
        </TwoLines>
      ),
      numeric: true,
      place: 4,
      leaves: 'first',
    },
    {
      key: 'counts',
      head: t('lines.counts'),
      cell: (row) => (row.left ? t(`left.${row.left as 'outside'}`) : say.measured(row.reaches, rules)),
      numeric: true,
      place: 6,
      cardLabel: t('lines.counts'),
    },
    { key: 'amount', head: t('lines.amount'), cell: (row) => say.money(row.amount, rules.currency), numeric: true, place: 2 },
  ]
  return <DataTable caption={t('lines.title')} columns={columns} rows={lines} keyOf={(row) => String(row.position)} />
}
