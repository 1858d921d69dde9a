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
import { OrderBrief } from '~/features/orders/order-brief'
import { everyOrder } from '~/features/orders/order-filter'
import { listOrders } from '~/features/orders/orders.queries.server'
import { AccountPeople } from '~/features/people/account-people'
import { DoneNotice } from '~/features/people/done'
import { peopleOf, seenFromAbove } from '~/features/people/people.queries.server'
import { ShipmentBrief } from '~/features/shipments/shipment-brief'
import { everyShipment } from '~/features/shipments/shipment-filter'
import { listShipments } from '~/features/shipments/shipments.queries.server'
import type { PageHandle } from '~/page-context'
import { Section } from '~/ui/page-head'
import { Columns } from '~/ui/record'
import { goTo } from '~/values/outcome'

export const handle: PageHandle<{ account: { name: string } }> = {
  i18n: ['accounts', 'people', 'orders', 'shipments'],
  title: (_t, data) => data.account.name,
}

const hrefOf = (code: string) => `/staff/accounts/${encodeURIComponent(code)}`
const first = { after: null, before: null }

export const loader = staff.load(
  ['accounts.read', 'people.read', 'orders.read', 'shipments.read'],
  async ({ scope, params, url }) => {
    const { id, root_account_id, parent_id: _, ...account } = await getAccount(scope, params.code ?? '')
    const heir = await mergedInto(scope, account)
    if (heir !== null) throw redirect(hrefOf(heir), 301)
    const { code } = account
    const above = (await wayUp(scope, code)).slice(1)
    const [tree, links, contacts, addresses, people, from, notes, late, latest, moving] = await Promise.all([
      treeAround(scope, { id, root_account_id }),
      linksOf(scope, id),
      contactsOf(scope, code),
      addressesOf(scope, id),
      peopleOf(scope, id),
      seenFromAbove(scope, above),
      notesAbout(scope, id),
      listOrders(scope, { ...everyOrder, view: 'late', account: code }, first, 5),
      listOrders(scope, { ...everyOrder, account: code }, first, 5),
      listShipments(scope, { ...everyShipment, view: 'open', account: code }, first, 5),
    ])
    const [invite, write] = [scope.may('people.invite') !== 'nowhere', scope.may('notes.write') !== 'nowhere']
    const goods = { late: late.rows, latest: latest.rows, moving: moving.rows }
    const around = { tree, links, contacts, addresses }
    return { account, around, goods, people, from, notes, invite, write, search: url.search, formKey: randomUUID() }
  },
)

/** A note about the account. */
export const action = staff.act(['notes.write', 'accounts.read'], accountNoteForm, async ({ scope, params, form }) => {
  const account = await getAccount(scope, params.code ?? '')
  await noteAbout(scope, account, form)
  return goTo(`${hrefOf(account.code)}#notes`)
})

export default function Account() {
  const { account, around, people, from, notes, invite, write, search, formKey } = useLoaderData<typeof loader>()
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
        <Goods />
        <AccountPeople account={account.code} people={people} from={from} invite={invite} />
        <AccountNotes notes={notes} write={write} formKey={formKey} answer={answer} />
      </Columns>
    </>
  )
}

/** What is late, what was ordered last, and what is on its way: of the account and all below it. */
function Goods() {
  const { account, goods } = useLoaderData<typeof loader>()
  const { t } = useTranslation('accounts')
  const query = `account=${encodeURIComponent(account.code)}`
  const late = t('record.late')
  const latest = t('record.latest')
  const moving = t('record.latestShipments')
  return (
    <>
      {goods.late.length > 0 ? (
        <Section title={late} end={<a href={`/staff/orders?view=late&${query}`}>{t('record.lateAll')}</a>}>
          <OrderBrief rows={goods.late} path="/staff/orders" caption={late} />
        </Section>
      ) : null}
      <Section title={latest} end={<a href={`/staff/orders?${query}`}>{t('record.allOrders')}</a>}>
        {goods.latest.length > 0 ? (
          <OrderBrief rows={goods.latest} path="/staff/orders" caption={latest} />
        ) : (
          <p className="text-ink-2">{t('record.noOrders')}</p>
        )}
      </Section>
      <Section title={moving} end={<a href={`/staff/shipments?${query}`}>{t('record.allShipments')}</a>}>
        {goods.moving.length > 0 ? (
          <ShipmentBrief rows={goods.moving} path="/staff/shipments" caption={moving} />
        ) : (
          <p className="text-ink-2">{t('record.noShipments')}</p>
        )}
      </Section>
    </>
  )
}
