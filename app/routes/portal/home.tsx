import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { member } from '~/access/guards.server'
import { AccountContacts } from '~/features/accounts/account-side'
import { contactsOf } from '~/features/accounts/contacts.queries.server'
import { noticeSoon } from '~/features/contracts/contracts.queries.server'
import { NoticeSoon } from '~/features/contracts/notice-soon'
import { arriving, lateOrders, sinceLastVisit } from '~/features/insight/home.queries.server'
import { ArrivingWeek, Changes, LateOrders, orMore } from '~/features/insight/home-parts'
import { timelineSources } from '~/features/registry.server'
import type { PageHandle } from '~/page-context'
import { Empty } from '~/ui/empty'
import { PageHead, Section } from '~/ui/page-head'
import { Columns } from '~/ui/record'
import { When } from '~/ui/when'

export const handle: PageHandle = {
  i18n: ['home', 'accounts', 'orders', 'shipments', 'invoices', 'contracts', 'history', 'requests'],
  title: (t) => t('home:title' as never),
}

/** Who has no part in orders is at home on the page of their company. */
export const loader = member.load(
  ['orders.read', 'shipments.read'],
  async ({ scope, url }) => {
    const account = url.searchParams.get('account')
    const [days, late, soon, news, contacts] = await Promise.all([
      arriving(scope, account),
      lateOrders(scope, account, 6),
      noticeSoon(scope, account, 6),
      sinceLastVisit(scope, timelineSources),
      contactsOf(scope, account ?? undefined),
    ])
    return { days, late, soon, news, contacts }
  },
  { elsewhere: '/portal/account' },
)

export default function Home() {
  const { days, late, soon, news, contacts } = useLoaderData<typeof loader>()
  const { t } = useTranslation('home')
  const coming = days.reduce((sum, day) => sum + day.shipments.length + day.more, 0)
  const title = t('answer', {
    coming: t('coming', { count: coming }),
    late: t('lateCount', { count: late.orders.length, shown: orMore(late.orders.length, late.more) }),
  })
  return (
    <>
      <PageHead title={title} />
      <Columns
        side={
          <>
            <Section title={t('news.title')} note={<When at={news.since} />}>
              {news.changes.length > 0 ? (
                <Changes changes={news.changes} path="/portal" />
              ) : (
                <p className="text-ink-2">{t('news.none')}</p>
              )}
            </Section>
            <AccountContacts contacts={contacts} title={t('contacts.title')} none={t('contacts.none')} />
          </>
        }
      >
        <Section title={t('arriving.title')} end={<a href="/portal/shipments?view=open">{t('arriving.all')}</a>}>
          {coming > 0 ? (
            <ArrivingWeek days={days} path="/portal" />
          ) : (
            <Empty title={t('arriving.none')}>{t('arriving.noneHint')}</Empty>
          )}
        </Section>
        <NoticeSoon rows={soon} path="/portal/contracts" />
        <Section title={t('late.title')} end={late.more ? <a href="/portal/orders?view=late">{t('late.all')}</a> : null}>
          {late.orders.length > 0 ? (
            <LateOrders orders={late.orders} path="/portal" />
          ) : (
            <p className="text-ink-2">{t('late.none')}</p>
          )}
        </Section>
      </Columns>
    </>
  )
}
