import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { formatAmount } from '~/ui/money'
import { Notice } from '~/ui/notice'
import { PageHead, Section } from '~/ui/page-head'
import { hrefWith, Pager } from '~/ui/pager'
import { useReader } from '~/ui/reader'
import { Segmented } from '~/ui/segmented'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { Day } from '~/ui/when'
import { fullDate } from '~/ui/when-text'
import { isZero } from '~/values/zero'
import type { Standing } from './statement'
import type { Movement, Statement } from './statement.queries.server'

export type StatementViewProps = {
  audience: 'portal' | 'staff'
  statement: Statement
  search: string
  accounts: boolean
  actions?: ReactNode
}

const ages = ['notDue', 'to30', 'to60', 'to90', 'over90'] as const

/** What is owed at the end of a day, how old it is, and every movement that it is the sum of. */
export function StatementView({ audience, statement, search, accounts, actions }: StatementViewProps) {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const path = `/${audience}/statement`
  const day = fullDate(locale, statement.on)
  return (
    <>
      <PageHead
        title={t('statement.title')}
        lead={
          statement.account ? t('statement.leadAccount', { account: statement.account.name, day }) : t('statement.lead', { day })
        }
        actions={actions}
      />
      {statement.dayUnread ? <Notice tone="warn">{t('statement.dayUnread')}</Notice> : null}
      <AsOf statement={statement} path={path} search={search} />
      {statement.standings.length === 0 ? (
        <Empty title={t('statement.none')}>{t('statement.noneText')}</Empty>
      ) : (
        <>
          <Section title={t('statement.balance')} note={t('statement.balanceNote')} id="balance">
            <Balances standings={statement.standings} />
          </Section>
          <Movements statement={statement} path={path} search={search} audience={audience} accounts={accounts} />
        </>
      )}
    </>
  )
}

/** The day that the statement is of: a form that works without JavaScript. */
function AsOf({ statement, path, search }: { statement: Statement; path: string; search: string }) {
  const { t } = useTranslation('invoices')
  const kept = new URLSearchParams(search)
  return (
    <form className="filters" method="get" action={path} data-get="">
      {['account', 'currency'].map((name) => {
        const value = kept.get(name)
        return value ? <input key={name} type="hidden" name={name} value={value} /> : null
      })}
      <label className="filters-day">
        <span className="quiet">{t('statement.asOf')}</span>{' '}
        <input className="input" type="date" name="on" defaultValue={statement.on} key={statement.on} />
      </label>
      <Button type="submit" size="small">
        {t('statement.show')}
      </Button>
      <span className="filters-tools">
        <a className="btn btn-small" href={hrefWith(`${path}.pdf`, search, {})} download="">
          {t('pdf.open')}
        </a>
        <a className="btn btn-small" href={hrefWith(`${path}.csv`, search, {})} download="">
          {t('statement.csv')}
        </a>
      </span>
    </form>
  )
}

function Balances({ standings }: { standings: readonly Standing[] }) {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const amount = (value: string, currency: string) =>
    isZero(value) ? <span className="quiet dash">–</span> : formatAmount(locale, value, currency)
  const columns: Column<Standing>[] = [
    { key: 'currency', head: t('statement.currency'), cell: (one) => one.currency, place: 1 },
    ...ages.map(
      (age): Column<Standing> => ({
        key: age,
        head: t(`statement.ages.${age}`),
        cell: (one) => amount(one.owed[age], one.currency),
        numeric: true,
        place: 5,
        cardLabel: t(`statement.ages.${age}`),
      }),
    ),
    {
      key: 'unapplied',
      head: t('statement.unapplied'),
      cell: (one) =>
        isZero(one.unapplied) ? <span className="quiet dash">–</span> : formatAmount(locale, `-${one.unapplied}`, one.currency),
      numeric: true,
      place: 6,
      cardLabel: t('statement.unapplied'),
    },
    {
      key: 'balance',
      head: t('statement.owed'),
      cell: (one) => <b>{formatAmount(locale, one.balance, one.currency)}</b>,
      numeric: true,
      place: 2,
    },
  ]
  return <DataTable caption={t('statement.balance')} columns={columns} rows={standings} keyOf={(one) => one.currency} />
}

type MovementsProps = Pick<StatementViewProps, 'audience' | 'statement' | 'search' | 'accounts'> & { path: string }

function Movements({ statement, path, search, audience, accounts }: MovementsProps) {
  const { t } = useTranslation('invoices')
  const { page, standings, currency } = statement
  const several = standings.map((one) => ({
    href: hrefWith(path, search, { currency: one.currency }),
    label: one.currency,
    current: one.currency === currency,
  }))
  return (
    <Section
      title={t('statement.movements')}
      end={several.length > 1 ? <Segmented label={t('statement.currency')} segments={several} /> : null}
      id="movements"
    >
      <DataTable
        caption={t('statement.movements')}
        columns={useMovementColumns(currency ?? '', audience, accounts)}
        rows={page.rows}
        keyOf={(row) => `${row.kind} ${row.number} ${row.amount} ${row.account.code}`}
      />
      <Pager
        newerHref={page.before && hrefWith(path, search, { after: null, before: page.before })}
        olderHref={page.after && hrefWith(path, search, { before: null, after: page.after })}
      >
        {t('statement.shown', { count: page.rows.length })}
      </Pager>
    </Section>
  )
}

function useMovementColumns(currency: string, audience: 'portal' | 'staff', accounts: boolean): Column<Movement>[] {
  const { t } = useTranslation('invoices')
  const { locale } = useReader()
  const kinds = t('statement.kind', { returnObjects: true }) as Record<Movement['kind'], string>
  const name = (row: Movement) =>
    row.kind === 'invoice' ? (
      <a className="no" href={`/${audience}/invoices/${encodeURIComponent(row.number)}`}>
        {row.number}
      </a>
    ) : (
      <span className="no">{row.number}</span>
    )
  const all: (Column<Movement> | false)[] = [
    { key: 'on', head: t('statement.day'), cell: (row) => <Day on={row.on} />, className: 'nowrap', place: 3 },
    {
      key: 'what',
      head: t('statement.what'),
      cell: (row) => (
        <>
          {kinds[row.kind]} {name(row)}
        </>
      ),
      place: 1,
      className: 'nowrap',
    },
    { key: 'note', head: t('statement.note'), cell: (row) => row.note, quiet: true, cut: true, place: 5 },
    accounts && { key: 'account', head: t('list.account'), cell: (row) => row.account.name, quiet: true, leaves: 'first' },
    {
      key: 'amount',
      head: t('statement.amount', { currency }),
      cell: (row) => formatAmount(locale, row.amount, row.currency),
      numeric: true,
      place: 2,
    },
  ]
  return all.filter((column) => column !== false)
}
