import { z } from 'zod'
import { accountFacts } from '~/features/accounts/import-facts.server'
import type { ImportBatch, ImportEntity, Projection, RecordChange, RowRefusal } from '~/features/import.types'
import { currency, day, fed, instant, key, maybe, text } from '~/values/columns'
import { rememberChanges } from './imported-changes.server'
import { noteNews, tellSuppliers } from './news.server'
import { projectPurchases } from './projection.server'

const columns = z.object({
  id: key('The purchase order’s id in the source', '4500017'),
  number: maybe(text(40, 'What people call it; its id where it is blank', 'PU-4500017')),
  supplier: key('Id of the company that supplies it', 'SUP-5'),
  legal_entity: maybe(text(20, 'Code of the company of the host that buys; the mapping’s where it is blank', 'FF-NL')),
  currency: maybe(currency('Currency; the supplier’s where it is blank')),
  ordered_on: day('Day of the order, whose prices hold', '2026-06-01'),
  buyer: maybe(text(200, 'Who of the host ordered', 'Noor Aalbers')),
  note: maybe(text(500, 'Note to the supplier', 'Deliver to gate 4')),
  cancelled_at: maybe(instant('When it was cancelled', '2026-06-08')),
})
type Purchase = z.output<typeof columns>

/** What the host buys from its suppliers; sent when it is imported. */
export const purchaseOrderImport: ImportEntity<typeof columns> = {
  name: 'purchase_orders',
  after: ['accounts'],
  schema: columns,
  table: 'purchase_orders',
  parents: { supplier: 'accounts' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  versioned: true,
  decimals: [],
  usual: {},
  reads: ['account_id', 'root_account_id'],
  touches: { projection: 'purchase_orders', column: 'id' },
  shown: { name: 'number', path: ({ number }) => `purchase-orders/${encodeURIComponent(String(number))}` },
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.supplier),
    )
    return ({ id, columns: row, parents }) => {
      const account = accounts.get(parents.supplier ?? '')
      if (!account) return { column: 'supplier', reason: 'gone' }
      const host = batch.host(row.legal_entity)
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      const { values, initially } = fed(row, ['ordered_on', 'buyer', 'note', 'cancelled_at'])
      return {
        values: { number: row.number ?? id, ...values },
        initially: { ...initially, state: 'open', root_account_id: account.root_account_id },
        fixed: {
          account_id: { value: account.id, column: 'supplier' },
          legal_entity_id: { value: host.id, column: 'legal_entity' },
          currency: { value: row.currency ?? account.currency, column: 'currency' },
        },
      }
    }
  },
  changing,
}

async function changing(
  batch: ImportBatch<Purchase>,
  changes: readonly RecordChange<Purchase>[],
): Promise<Map<string, RowRefusal>> {
  await rememberChanges(batch, changes, { order: (change) => change.id, lineNo: () => null, decimals: [] })
  return new Map()
}

export const purchaseProjection: Projection = {
  name: 'purchase_orders',
  project: (scope, ids) =>
    scope.transaction(async (inner) => {
      await projectPurchases(inner, ids)
      await noteNews(inner, ids)
    }),
  ended: tellSuppliers,
}
