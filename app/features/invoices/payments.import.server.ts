import { z } from 'zod'
import { accountFacts } from '~/features/accounts/import-facts.server'
import type { ImportEntity, Projection } from '~/features/import.types'
import { choice, currency, day, fed, key, maybe, money, reason, text } from '~/values/columns'
import { compareAmounts } from '~/values/money'
import { staysAsIssued } from './import-parts.server'
import { paymentMethods } from './invoice'
import { projectPayments } from './projection.server'

const columns = z.object({
  id: key('The payment’s id in the source', 'B-4410'),
  number: maybe(text(40, 'What people call the payment; its id where it is blank', 'PAY-4410')),
  account: key('Id of the account that paid', 'VINET'),
  legal_entity: maybe(text(20, 'Code of the company of the host that was paid; the mapping’s where it is blank', 'FF-NL')),
  currency: maybe(currency('Currency; the account’s where it is blank')),
  amount: money('What was paid, above zero', '1204.50'),
  received_on: day('Day on which it came', '2026-06-28'),
  method: maybe(choice(paymentMethods, 'How it was paid; transfer where it is blank')),
  reference: maybe(text(100, 'What the customer wrote with it', 'INV-90017')),
})
type Payment = z.output<typeof columns>

export const paymentImport: ImportEntity<typeof columns> = {
  name: 'payments',
  after: ['accounts'],
  schema: columns,
  table: 'payments',
  parents: { account: 'accounts' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  ahead: true,
  versioned: true,
  decimals: ['amount'],
  usual: { method: 'transfer' },
  mastered: ['amount', 'received_on'],
  touches: { projection: 'payments', column: 'id' },
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.account),
    )
    return ({ id, columns: row, parents }) => {
      const account = accounts.get(parents.account ?? '')
      if (!account) return { column: 'account', reason: 'gone' }
      const host = batch.host(row.legal_entity)
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      if (compareAmounts(row.amount, '0') <= 0) return { column: 'amount', reason: reason('above', { above: 0 }) }
      const { values, initially } = fed(row, ['amount', 'received_on', 'method', 'reference'], { method: 'transfer' })
      return {
        values: { number: row.number ?? id, ...values },
        initially: { ...initially, root_account_id: account.root_account_id },
        fixed: {
          account_id: { value: account.id, column: 'account' },
          legal_entity_id: { value: host.id, column: 'legal_entity' },
          currency: { value: row.currency ?? account.currency, column: 'currency' },
        },
      }
    }
  },
  changing: staysAsIssued<Payment>({ amount: 'amount', received_on: 'received_on' }),
}

export const paymentProjection: Projection = { name: 'payments', project: projectPayments }
