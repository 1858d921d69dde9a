import { z } from 'zod'
import type { ImportEntity, Projection } from '~/features/import.types'
import { currency, fed, flag, key, kilograms, maybe, price, someQuantity, text, unit } from '~/values/columns'
import { projectProducts } from './products.projection.server'

const columns = z.object({
  id: key('The product’s id in the source', '11'),
  sku: maybe(text(60, 'Our product number; its id where it is blank', 'FA-080')),
  name: text(200, 'Name', 'Queso Cabrales'),
  local_name: maybe(text(200, 'Name in another language', '卡布拉莱斯奶酪')),
  category: maybe(text(80, 'Category', 'Dairy Products')),
  unit: maybe(unit('Unit that it is sold in, UN/ECE Recommendation 20; C62 (piece) where it is blank')),
  price_base: maybe(someQuantity('How many units the price is for; 1 where it is blank', '100')),
  list_price: maybe(price('List price', '21')),
  currency: maybe(currency('Currency of the list price; the legal entity’s where it is blank')),
  weight_kg: maybe(kilograms('Weight of one unit in kilograms', '1.25')),
  supplier: maybe(key('Id of the company that supplies it', 'SUP-5')),
  discontinued: maybe(flag('Whether it is no longer sold')),
})

export const productImport: ImportEntity<typeof columns> = {
  name: 'products',
  after: ['accounts'],
  schema: columns,
  table: 'products',
  parents: { supplier: 'accounts' },
  unique: { by: 'sku', key: ['sku'] },
  ahead: true,
  versioned: true,
  decimals: ['price_base', 'list_price', 'weight_kg'],
  usual: { unit: 'C62', price_base: '1', discontinued: 0 },
  touches: { projection: 'products', column: 'id' },
  shown: { name: 'sku' },
  async prepare(batch) {
    const money = batch.host(null)?.currency ?? null
    return ({ id, columns: row, parents }) => {
      const { values, initially } = fed(
        row,
        ['name', 'local_name', 'category', 'unit', 'price_base', 'list_price', 'currency', 'weight_kg', 'discontinued'],
        { unit: 'C62', price_base: '1', currency: money, discontinued: 0 },
      )
      const supplier = { supplier_account_id: parents.supplier ?? null }
      const fedSupplier = row.supplier !== undefined
      return {
        values: { sku: row.sku ?? id, ...values, ...(fedSupplier && supplier) },
        initially: { ...initially, ...(!fedSupplier && supplier) },
        fixed: {},
      }
    }
  },
}

export const productWordsProjection: Projection = { name: 'products', project: projectProducts }
