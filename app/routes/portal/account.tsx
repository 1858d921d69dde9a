import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { addressesOf, getAccount, ownTop, treeAround } from '~/features/accounts/account.queries.server'
import { AccountContacts, Addresses, OwnershipTree } from '~/features/accounts/account-side'
import { contactsOf, wayUp } from '~/features/accounts/contacts.queries.server'
import { SeenFromAbove } from '~/features/people/account-people'
import { ColleagueTable } from '~/features/people/colleague-table'
import { colleaguesOf, seenFromAbove } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { PageHead, Section } from '~/ui/page-head'
import { Columns } from '~/ui/record'

export const handle: PageHandle<{ account: { name: string } }> = {
  i18n: ['accounts', 'people'],
  title: (_t, data) => data.account.name,
}

const hrefOf = (code: string) => `/portal/account?account=${encodeURIComponent(code)}`

/** The account chosen for the page, or the one at the top of what the reader reaches. */
export const loader = member.load('accounts.read', async ({ scope, url }) => {
  const account = await getAccount(scope, url.searchParams.get('account') ?? (await ownTop(scope)))
  const above = (await wayUp(scope, account.code)).slice(1)
  const [tree, contacts, addresses, people, from] = await Promise.all([
    treeAround(scope, account),
    contactsOf(scope, account.code),
    addressesOf(scope, account.id),
    colleaguesOf(scope, account.id),
    seenFromAbove(scope, above),
  ])
  const { name, local_name: localName, code } = account
  return { account: { name, localName, code }, tree, contacts, addresses, people, from, host: env.HOST_NAME }
})

export default function OwnAccount() {
  const { account, tree, contacts, addresses, people, from, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  return (
    <>
      <PageHead title={account.name} lead={[account.localName, account.code, t('own.lead')].filter(Boolean).join(' · ')} />
      <Columns
        side={
          <>
            <AccountContacts contacts={contacts} title={t('own.contacts', { host })} none={t('own.noContacts')} />
            {tree.branches.length > 1 ? <OwnershipTree {...tree} title={t('own.tree')} hrefOf={hrefOf} /> : null}
          </>
        }
      >
        <Section title={t('own.people')} note={t('own.peopleNote')}>
          {people.length > 0 ? <ColleagueTable rows={people} /> : <p className="text-ink-2">{t('own.noPeople')}</p>}
          <SeenFromAbove from={from} hrefOf={hrefOf} />
        </Section>
        <Addresses addresses={addresses} />
        <p className="mt-8 text-sm text-ink-2">{t('own.change', { host })}</p>
      </Columns>
    </>
  )
}
