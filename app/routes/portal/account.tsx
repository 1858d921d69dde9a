import { useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { member } from '~/access/guards.server'
import { env } from '~/env.server'
import { addressesOf, getAccount, ownTop, treeAround } from '~/features/accounts/account.queries.server'
import { AccountContacts, Addresses, OwnershipTree } from '~/features/accounts/account-side'
import { contactsOf } from '~/features/accounts/contacts.queries.server'
import { ColleagueTable } from '~/features/people/colleague-table'
import { colleaguesOf } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { PageHead, Section } from '~/ui/page-head'
import { Columns } from '~/ui/record'

export const handle: PageHandle<{ account: { name: string } }> = {
  i18n: ['accounts', 'people'],
  title: (_t, data) => data.account.name,
}

/** The account chosen for the page, or the one at the top of what the reader reaches. */
export const loader = member.load('accounts.read', async ({ scope, url }) => {
  const account = await getAccount(scope, url.searchParams.get('account') ?? (await ownTop(scope)))
  const [tree, contacts, addresses, people] = await Promise.all([
    treeAround(scope, account),
    contactsOf(scope, account.code),
    addressesOf(scope, account.id),
    colleaguesOf(scope, account.id),
  ])
  const { name, local_name: localName, code } = account
  return { account: { name, localName, code }, tree, contacts, addresses, people, host: env.HOST_NAME }
})

export default function OwnAccount() {
  const { account, tree, contacts, addresses, people, host } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  return (
    <>
      <PageHead title={account.name} lead={[account.localName, account.code, t('own.lead')].filter(Boolean).join(' · ')} />
      <Columns
        side={
          <>
            <AccountContacts contacts={contacts} title={t('own.contacts', { host })} none={t('own.noContacts')} />
            {tree.branches.length > 1 ? (
              <OwnershipTree
                {...tree}
                title={t('own.tree')}
                note={t('own.treeNote')}
                hrefOf={(code) => `/portal/account?account=${encodeURIComponent(code)}`}
              />
            ) : null}
          </>
        }
      >
        <Section title={t('own.people')} note={t('own.peopleNote')}>
          {people.length > 0 ? <ColleagueTable rows={people} /> : <p className="quiet">{t('own.noPeople')}</p>}
        </Section>
        <Addresses addresses={addresses} />
        <p className="quiet">{t('own.change', { host })}</p>
      </Columns>
    </>
  )
}
