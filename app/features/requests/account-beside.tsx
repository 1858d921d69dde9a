import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Money } from '~/ui/money'
import { Section } from '~/ui/page-head'
import { useReader } from '~/ui/reader'
import { Slip } from '~/ui/status'
import { Day } from '~/ui/when'
import { dateIn } from '~/ui/when-text'
import type { Beside } from './account-beside.server'
import { RequestStatusMark } from './request-status'

/** What else there is with the account: its orders, what is late, what it asked before. */
export function AccountBeside({ beside, account }: { beside: Beside; account: string }) {
  const { t } = useTranslation('requests')
  const all = (list: string) => `/staff/${list}?account=${encodeURIComponent(account)}`
  const to = (list: string, number: string) => `/staff/${list}/${encodeURIComponent(number)}`
  return (
    <>
      <Listed title={t('beside.orders')} none={t('beside.noOrders')} all={all('orders')}>
        {beside.orders.map((one) => (
          <Line key={one.number} href={to('orders', one.number)} number={one.number} text={one.contents}>
            {one.promisedOn === null ? null : one.late ? (
              <Slip>
                <Day on={one.promisedOn} />
              </Slip>
            ) : (
              <Day on={one.promisedOn} />
            )}
          </Line>
        ))}
      </Listed>
      <Listed title={t('beside.late')} none={t('beside.noLate')} all={`${all('shipments')}&view=late`}>
        {beside.shipments.map((one) => (
          <Line key={one.number} href={to('shipments', one.number)} number={one.number} text={one.cause ?? ''}>
            {one.expectedOn ? <Day on={one.expectedOn} /> : null}
          </Line>
        ))}
      </Listed>
      {beside.invoices ? (
        <Listed title={t('beside.invoices')} none={t('beside.noInvoices')} all={all('invoices')}>
          {beside.invoices.map((one) => (
            <Line key={one.number} href={to('invoices', one.number)} number={one.number} text={t('beside.open')}>
              <Money amount={one.open} currency={one.currency} /> · <DueDay on={one.dueOn} />
            </Line>
          ))}
        </Listed>
      ) : null}
      <Listed title={t('beside.earlier')} none={t('beside.noEarlier')} all={`${all('requests')}&view=all`}>
        {beside.earlier.map((one) => (
          <Line key={one.number} href={to('requests', one.number)} number={one.number} text={one.subject}>
            <RequestStatusMark status={one.status} yours={false} />
          </Line>
        ))}
      </Listed>
    </>
  )
}

/** Marked once it has passed. */
function DueDay({ on }: { on: string }) {
  const { now, timeZone } = useReader()
  return on < dateIn(now, timeZone) ? (
    <Slip>
      <Day on={on} />
    </Slip>
  ) : (
    <Day on={on} />
  )
}

type ListedProps = { title: string; none: string; all: string; children: readonly ReactNode[] }
function Listed({ title, none, all, children }: ListedProps) {
  const { t } = useTranslation('requests')
  const some = children.length > 0
  return (
    <Section title={title} end={some ? <a href={all}>{t('beside.all')}</a> : null}>
      {some ? <ul className="grid gap-2 text-sm">{children}</ul> : <p className="text-ink-2">{none}</p>}
    </Section>
  )
}

type LineProps = { href: string; number: string; text: string; children: ReactNode }
function Line({ href, number, text, children }: LineProps) {
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-3">
      <span className="min-w-0">
        <a className="no" href={href}>
          {number}
        </a>{' '}
        <span className="text-ink-2">{text}</span>
      </span>
      <span>{children}</span>
    </li>
  )
}
