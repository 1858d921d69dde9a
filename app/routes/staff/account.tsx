import { randomUUID } from 'node:crypto'
import { redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { staff } from '~/access/guards.server'
import { addressesOf, getAccount, linksOf, mergedInto, treeAround } from '~/features/accounts/account.queries.server'
import { AccountHead } from '~/features/accounts/account-head'
import { AccountNotes } from '~/features/accounts/account-notes'
import { accountNoteForm, noteAbout, notesAbout } from '~/features/accounts/account-notes.server'
import { AccountContacts, AccountLinks, Addresses, OwnershipTree } from '~/features/accounts/account-side'
import { contactsOf, wayUp } from '~/features/accounts/contacts.queries.server'
import { AccountDealings } from '~/features/insight/account-dealings'
import { dealingsOf } from '~/features/insight/account-dealings.server'
import { AccountGoods } from '~/features/insight/account-goods'
import { goodsOf } from '~/features/insight/account-goods.server'
import { AccountPeople } from '~/features/people/account-people'
import { DoneNotice } from '~/features/people/done'
import { peopleOf, seenFromAbove } from '~/features/people/people.queries.server'
import type { PageHandle } from '~/page-context'
import { Columns } from '~/ui/record'
import { goTo } from '~/values/outcome'

export const handle: PageHandle<{ account: { name: string } }> = {
  i18n: ['accounts', 'people', 'orders', 'shipments', 'requests', 'invoices', 'contracts'],
  title: (_t, data) => data.account.name,
}

const hrefOf = (code: string) => `/staff/accounts/${encodeURIComponent(code)}`

export const loader = staff.load(
  ['accounts.read', 'people.read', 'orders.read', 'shipments.read'],
  async ({ scope, params, url }) => {
    const { id, root_account_id, parent_id: _, ...account } = await getAccount(scope, params.code ?? '')
    const heir = await mergedInto(scope, account)
    if (heir !== null) throw redirect(hrefOf(heir), 301)
    const { code } = account
    const above = (await wayUp(scope, code)).slice(1)
    const [tree, links, contacts, addresses, people, from, notes, goods, dealings] = await Promise.all([
      treeAround(scope, { id, root_account_id }),
      linksOf(scope, id),
      contactsOf(scope, code),
      addressesOf(scope, id),
      peopleOf(scope, id),
      seenFromAbove(scope, above),
      notesAbout(scope, id),
      goodsOf(scope, code),
      dealingsOf(scope, code),
    ])
    const [invite, write] = [scope.may('people.invite') !== 'nowhere', scope.may('notes.write') !== 'nowhere']
    const around = { tree, links, contacts, addresses }
    return { account, around, goods, dealings, people, from, notes, invite, write, search: url.search, formKey: randomUUID() }
  },
)

/** A note about the account. */
export const action = staff.act(['notes.write', 'accounts.read'], accountNoteForm, async ({ scope, params, form }) => {
  const account = await getAccount(scope, params.code ?? '')
  await noteAbout(scope, account, form)
  return goTo(`${hrefOf(account.code)}#notes`)
})

export default function Account() {
  const { account, around, goods, dealings, ...shown } = useLoaderData<typeof loader>()
  const { people, from, notes, invite, write, search, formKey } = shown
  const answer = useActionData<typeof action>()
  const { t } = useTranslation('accounts')
  return (
    <>
      <AccountHead account={account} branches={around.tree.branches} />
      <DoneNotice search={search} />
      <Columns
        side={
          <>
            <AccountContacts contacts={around.contacts} title={t('record.team')} none={t('record.noTeam')} />
            <OwnershipTree {...around.tree} hrefOf={hrefOf} />
            <AccountLinks links={around.links} />
            <Addresses addresses={around.addresses} />
          </>
        }
      >
        <AccountGoods account={account.code} goods={goods} />
        <AccountDealings account={account.code} dealings={dealings} />
        <AccountPeople account={account.code} people={people} from={from} invite={invite} />
        <AccountNotes notes={notes} write={write} formKey={formKey} answer={answer} />
      </Columns>
    </>
  )
}
