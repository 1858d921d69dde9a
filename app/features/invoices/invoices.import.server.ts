import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { AddressText } from '~/features/accounts/address'
import type { AccountFacts } from '~/features/accounts/import-facts.server'
import { accountFacts, addressColumns, addressIn, isRefused, keepAddresses } from '~/features/accounts/import-facts.server'
import type { ImportEntity, ImportRow, Projection, RowRefusal } from '~/features/import.types'
import { currency, day, fed, key, maybe, money, reason, text } from '~/values/columns'
import { staysAsIssued } from './import-parts.server'
import { projectInvoices } from './projection.server'

const columns = z.object({
  id: key('The invoice’s id in the source', '90017'),
  number: maybe(text(40, 'Number on the invoice; its id where it is blank', 'INV-90017')),
  account: key('Id of the account that is billed', 'VINET'),
  legal_entity: maybe(text(20, 'Code of the company of the host that bills; the mapping’s where it is blank', 'FF-NL')),
  currency: maybe(currency('Currency; the account’s where it is blank')),
  issued_on: day('Day of the invoice', '2026-06-01'),
  due_on: day('Day by which it is to be paid', '2026-07-01'),
  terms: maybe(text(200, 'Terms of payment as printed', '30 days net')),
  po_number: maybe(text(60, 'The customer’s own number of its order', 'PO-7731')),
  tax: maybe(money('Tax of the whole invoice, where its lines have no rates', '12.10')),
  ...addressColumns('bill_to_', 'that it goes to'),
})
type Invoice = z.output<typeof columns>
type Known = { account: AccountFacts; billTo: AddressText | null | undefined }

export const invoiceImport: ImportEntity<typeof columns> = {
  name: 'invoices',
  after: ['accounts'],
  schema: columns,
  table: 'invoices',
  parents: { account: 'accounts' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  ahead: true,
  versioned: true,
  decimals: ['given_tax'],
  usual: { given_tax: '0' },
  mastered: ['issued_on', 'given_tax'],
  touches: { projection: 'invoices', column: 'id' },
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.account),
    )
    const known = new Map(batch.rows.map((row) => [row.id, knownOf(row, accounts)]))
    const kept = await keepAddresses(
      batch,
      [...known.values()].flatMap((one) =>
        'account' in one && one.billTo ? [{ account: one.account, address: one.billTo }] : [],
      ),
    )
    return (row) => {
      const one = known.get(row.id) ?? { column: 'account', reason: 'gone' }
      if (!('account' in one)) return one
      const { account, billTo } = one
      const host = batch.host(row.columns.legal_entity)
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      if (row.columns.due_on < row.columns.issued_on)
        return { column: 'due_on', reason: reason('before', { day: row.columns.issued_on }) }
      const billToId = billTo === undefined ? undefined : billTo && kept({ account, address: billTo })
      return draftOf(row, account, host.id, billToId)
    }
  },
  changing: staysAsIssued<Invoice>({ issued_on: 'issued_on', given_tax: 'tax' }),
}

function knownOf({ columns: row, parents }: ImportRow<Invoice>, accounts: ReadonlyMap<Id, AccountFacts>): Known | RowRefusal {
  const account = accounts.get(parents.account ?? '')
  if (!account) return { column: 'account', reason: 'gone' }
  const billTo = addressIn(row, 'bill_to_', account)
  return isRefused(billTo) ? billTo : { account, billTo }
}

function draftOf({ id, columns: row }: ImportRow<Invoice>, account: AccountFacts, host: Id, billTo: Id | null | undefined) {
  const named = { ...row, given_tax: row.tax, bill_to_id: billTo }
  const { values, initially } = fed(named, ['issued_on', 'due_on', 'terms', 'po_number', 'given_tax', 'bill_to_id'], {
    given_tax: '0',
  })
  return {
    values: { number: row.number ?? id, ...values },
    initially: { ...initially, root_account_id: account.root_account_id },
    fixed: {
      account_id: { value: account.id, column: 'account' },
      legal_entity_id: { value: host, column: 'legal_entity' },
      currency: { value: row.currency ?? account.currency, column: 'currency' },
    },
  }
}

/** What is paid and open follows from lines and allocations. */
export const invoiceProjection: Projection = { name: 'invoices', project: projectInvoices }
