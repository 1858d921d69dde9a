import { randomUUID } from 'node:crypto'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { addressesOf, getAccount, linksOf, mergedInto, treeAround } from '~/features/accounts/account.queries.server'
import { AccountHead } from '~/features/accounts/account-head'
import { AccountNotes } from '~/features/accounts/account-notes'
import { accountNoteForm, noteAbout, notesAbout } from '~/features/accounts/account-notes.server'
import { AccountContacts, AccountLinks, Addresses, OwnershipTree } from '~/features/accounts/account-side'
import { contactsOf } from '~/features/accounts/contacts.queries.server'
import { DoneNotice } from '~/features/people/done'
import { MembersTable } from '~/features/people/members-table'
import { peopleOf } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { ButtonLink } from '~/ui/button'
import { Empty } from '~/ui/empty'
import { Section } from '~/ui/page-head'
import { Columns } from '~/ui/record'
import { goTo } from '~/values/outcome'

export const handle: PageHandle<{ account: { name: string } }> = {
  i18n: ['accounts', 'people'],
  title: (_t, data) => data.account.name,
}

const hrefOf = (code: string) => `/staff/accounts/${encodeURIComponent(code)}`

export const loader = staff.load(['accounts.read', 'people.read'], async ({ scope, params, url }) => {
  const account = await getAccount(scope, params.code ?? '')
  const heir = await mergedInto(scope, account)
  if (heir !== null) throw redirect(hrefOf(heir), 301)
  const [tree, links, contacts, addresses, people, notes] = await Promise.all([
    treeAround(scope, account),
    linksOf(scope, account.id),
    contactsOf(scope, account.code),
    addressesOf(scope, account.id),
    peopleOf(scope, account.id),
    notesAbout(scope, account.id),
  ])
  const { id: _id, root_account_id: _root, parent_id: _parent, merged_into_id: _merged, ...shown } = account
  const [invite, write] = [scope.may('people.invite') !== 'nowhere', scope.may('notes.write') !== 'nowhere']
  return {
    account: shown,
    tree,
    links,
    contacts,
    addresses,
    people,
    notes,
    invite,
    write,
    search: url.search,
    formKey: randomUUID(),
  }
})

/** A note about the account. */
export const action = staff.act(['notes.write', 'accounts.read'], accountNoteForm, async ({ scope, params, form }) => {
  const account = await getAccount(scope, params.code ?? '')
  await noteAbout(scope, account, form)
  return goTo(`${hrefOf(account.code)}#notes`)
})

export default function Account() {
  const { account, tree, links, contacts, addresses, people, notes, invite, write, search, formKey } =
    useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('accounts')
  const { t: inPeople } = useTranslation('people')
  const inviteHref = `/staff/people/invite?account=${encodeURIComponent(account.code)}`
  const inviteLink = (
    <ButtonLink href={inviteHref} size="small" icon={<Plus className="icon icon-s" aria-hidden="true" />}>
      {inPeople('invite.open')}
    </ButtonLink>
  )
  return (
    <>
      <AccountHead account={account} branches={tree.branches} />
      <DoneNotice search={search} />
      <Columns
        side={
          <>
            <AccountContacts contacts={contacts} title={t('record.team')} none={t('record.noTeam')} />
            <OwnershipTree {...tree} hrefOf={hrefOf} />
            <AccountLinks links={links} />
            <Addresses addresses={addresses} />
          </>
        }
      >
        <Section title={t('record.people')} id="people" end={invite && people.length > 0 ? inviteLink : null}>
          {people.length > 0 ? (
            <MembersTable rows={people} />
          ) : (
            <Empty title={t('record.noPeople')} level={3} actions={invite ? inviteLink : null}>
              {t('record.noPeopleText')}
            </Empty>
          )}
        </Section>
        <AccountNotes notes={notes} write={write} formKey={formKey} answer={answer} />
      </Columns>
    </>
  )
}
