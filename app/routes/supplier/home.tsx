import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { supplier } from '~/access/guards.server'
import { env } from '~/env.server'
import { addressesOf, getAccount, ownTop } from '~/features/accounts/account.queries.server'
import { AccountContacts, Addresses } from '~/features/accounts/account-side'
import { useAccountWords } from '~/features/accounts/account-words'
import { contactsOf } from '~/features/accounts/contacts.queries.server'
import { capped } from '~/features/insight/capped'
import { WaitingCounts } from '~/features/insight/home-parts'
import { waitsForSupplier } from '~/features/insight/waiting.queries.server'
import { ColleagueTable } from '~/features/people/colleague-table'
import { colleaguesOf } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { PageHead, Section } from '~/ui/page-head'
import { Columns, Pairs } from '~/ui/record'

export const handle: PageHandle<{ account: { name: string } }> = {
  i18n: ['accounts', 'people', 'home'],
  title: (_t, data) => data.account.name,
}

export const loader = supplier.load('accounts.read', async ({ scope }) => {
  const account = await getAccount(scope, await ownTop(scope))
  const [contacts, addresses, people, waits] = await Promise.all([
    contactsOf(scope, account.code),
    addressesOf(scope, account.id),
    colleaguesOf(scope, account.id),
    waitsForSupplier(scope),
  ])
  const { name, local_name: localName, code, city, country, phone, currency, tax_number: tax } = account
  const shown = { name, localName, code, city, country, phone, currency, tax }
  return { account: shown, contacts, addresses, people, waits, host: env.HOST_NAME }
})

const waiting = [
  ['open', '/supplier/purchase-orders?state=open'],
  ['partly', '/supplier/purchase-orders?state=partly_answered'],
  ['drafts', '/supplier/proposals?state=draft'],
  ['submitted', '/supplier/proposals?state=submitted'],
] as const

export default function SupplierHome() {
  const { account, contacts, addresses, people, waits, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  const { t: home } = useTranslation('home')
  const words = useAccountWords()
  const facts = [
    { label: t('columns.code'), value: account.code },
    { label: t('columns.place'), value: words.place(account) },
    { label: t('record.currency'), value: account.currency },
    ...(account.phone ? [{ label: t('record.phone'), value: account.phone }] : []),
    ...(account.tax ? [{ label: t('record.tax'), value: account.tax }] : []),
  ]
  return (
    <>
      <PageHead
        title={
          waits.open === null
            ? t('supplier.title', { name: account.name })
            : home('supplier.answer', { count: waits.open, shown: capped(waits.open) })
        }
        lead={t('supplier.lead', { host })}
      />
      <Columns side={<AccountContacts contacts={contacts} title={t('own.contacts', { host })} none={t('own.noContacts')} />}>
        <WaitingCounts
          title={home('supplier.waiting')}
          counts={waiting.map(([name, href]) => ({ label: home(`supplier.${name}`, { host }), count: waits[name], href }))}
        />
        <Section title={t('supplier.company')}>
          <Pairs facts={facts} />
        </Section>
        <Section title={t('supplier.people')}>
          <ColleagueTable rows={people} />
        </Section>
        <Addresses addresses={addresses} />
        <p className="mt-8 text-sm text-ink-2">{t('own.change', { host })}</p>
      </Columns>
    </>
  )
}
