import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity, ImportRow } from '~/features/import.types'
import {
  choice,
  country,
  fed,
  fraction,
  key,
  maybe,
  money,
  price,
  reason,
  someQuantity,
  text,
  unit,
  whole,
} from '~/values/columns'
import { lineNet } from '~/values/money'
import { trimQuantity } from '~/values/quantity'
import type { BilledProduct, DocumentFacts } from './import-parts.server'
import { billedProducts, documentFacts, staysAsIssued } from './import-parts.server'
import { lineKinds } from './invoice'

const columns = z.object({
  id: maybe(key('The line’s id in the source; made of invoice and line_no where it is blank', '90017/1')),
  invoice: key('Id of the invoice', '90017'),
  line_no: whole(1, 4_000_000_000, 'Number of the line within its invoice', '1'),
  kind: maybe(choice(lineKinds, 'What is billed; goods where it is blank. Only goods count towards a turnover')),
  order_line: maybe(key('Id of the order line that is billed', '10248/11')),
  shipment: maybe(key('Id of the shipment that it left in', 'S-10248')),
  product: maybe(key('Id of the product; the order line’s where it is blank', '11')),
  sku: maybe(text(60, 'Product number on the invoice; the order line’s or the product’s where it is blank', 'FA-080')),
  description: maybe(text(300, 'What is billed; the order line’s or the product’s where it is blank', 'Actuator DN80')),
  quantity: someQuantity('Billed quantity', '12'),
  unit: maybe(unit('Unit of the quantity; the order line’s or the product’s where it is blank')),
  unit_price: price('Price of one price base, before discount; below zero for what is taken off', '14'),
  price_base: maybe(someQuantity('How many units the price is for; the order line’s or the product’s where it is blank', '100')),
  discount: maybe(fraction('Discount as a fraction of one, or with a percent sign', '0.15')),
  net: maybe(money('Net as printed; computed where it is blank', '142.80')),
  tax_rate: maybe(fraction('Tax rate as a fraction of one, or with a percent sign', '0.21')),
  ship_to_country: maybe(country('Where it went; where the order goes where it is blank')),
  ship_to_region: maybe(text(100, 'State or region where it went', 'TX')),
})
type Line = z.output<typeof columns>

type OrderLine = Awaited<ReturnType<typeof orderLines>> extends Map<Id, infer L> ? L : never
type Billed = { invoice: DocumentFacts; orderLine: OrderLine | undefined; product: BilledProduct | undefined }

const issued = [
  ...(['kind', 'sku', 'description', 'quantity', 'unit', 'unit_price', 'price_base', 'discount', 'net', 'tax_rate'] as const),
  ...(['ship_to_country', 'ship_to_region'] as const),
]

export const invoiceLineImport: ImportEntity<typeof columns> = {
  name: 'invoice_lines',
  after: ['invoices', 'products', 'order_lines', 'shipments'],
  schema: columns,
  table: 'invoice_lines',
  parents: { invoice: 'invoices', order_line: 'order_lines', shipment: 'shipments', product: 'products' },
  unique: { by: 'invoice_id', key: ['invoice_id', 'line_no'] },
  ahead: true,
  versioned: false,
  decimals: ['quantity', 'unit_price', 'price_base', 'discount', 'net', 'tax_rate'],
  usual: { kind: 'goods', unit: 'C62', price_base: '1', discount: '0', tax_rate: '0' },
  mastered: issued,
  touches: { projection: 'invoices', column: 'invoice_id' },
  idOf: ({ invoice, line_no }) => `${invoice}/${line_no}`,
  async prepare(batch) {
    const invoices = await documentFacts(
      batch,
      'invoices',
      batch.rows.map((row) => row.parents.invoice),
    )
    const lines = await orderLines(batch)
    const products = await billedProducts(batch, [
      ...batch.rows.map((row) => row.parents.product),
      ...[...lines.values()].map((line) => line.product_id),
    ])
    return (row) => {
      const invoice = invoices.get(row.parents.invoice ?? '')
      if (!invoice) return { column: 'invoice', reason: 'gone' }
      const orderLine = lines.get(row.parents.order_line ?? '')
      if (orderLine && orderLine.account_id !== invoice.account_id)
        return { column: 'order_line', reason: reason('otherAccount', { number: invoice.number }) }
      const product = products.get(row.parents.product ?? orderLine?.product_id ?? '')
      if (!row.columns.description && !product && !orderLine) return { column: 'description', reason: 'required' }
      return draftOf(row, { invoice, orderLine, product })
    }
  },
  changing: staysAsIssued<Line>(Object.fromEntries(issued.map((field) => [field, field]))),
}

/** The order lines that are billed, with where their orders go. */
async function orderLines({ scope, rows }: ImportBatch<Line>) {
  const ids = [...new Set(rows.flatMap((row) => row.parents.order_line ?? []))]
  const lines = await scope.rows
    .selectFrom('order_lines as l')
    .innerJoin('orders as o', 'o.id', 'l.order_id')
    .leftJoin('addresses as a', 'a.id', 'o.ship_to_id')
    .select(['l.id', 'l.account_id', 'l.order_id', 'l.product_id', 'l.sku', 'l.description', 'l.unit', 'l.price_base'])
    .select(['a.country', 'a.region'])
    .where('l.id', 'in', ids)
    .execute()
  return new Map(lines.map((line) => [line.id, line]))
}

function draftOf({ columns: row, parents }: ImportRow<Line>, { invoice, orderLine, product }: Billed) {
  const usual = {
    kind: 'goods',
    sku: orderLine?.sku ?? product?.sku ?? '',
    description: orderLine?.description ?? product?.name ?? '',
    unit: orderLine?.unit ?? product?.unit ?? 'C62',
    price_base: trimQuantity(orderLine?.price_base ?? product?.price_base ?? '1'),
    discount: '0',
    tax_rate: '0',
    ship_to_country: orderLine?.country ?? null,
    ship_to_region: orderLine?.region ?? null,
  }
  const { values, initially } = fed({ ...row, net: netOf(row, usual.price_base, invoice.currency) }, issued, usual)
  return {
    values,
    initially: {
      ...initially,
      line_no: row.line_no,
      root_account_id: invoice.root_account_id,
      invoiced_on: invoice.issued_on,
      currency: invoice.currency,
      order_id: orderLine?.order_id ?? null,
      order_line_id: orderLine?.id ?? null,
      shipment_id: parents.shipment ?? null,
      product_id: product?.id ?? null,
    },
    fixed: {
      invoice_id: { value: invoice.id, column: 'invoice' },
      account_id: { value: invoice.account_id, column: 'invoice' },
    },
  }
}

function netOf(row: Line, usualBase: string, currency: string): string {
  if (row.net) return row.net
  const { quantity, unit_price: unitPrice, price_base, discount } = row
  return lineNet({ quantity, unitPrice, priceBase: price_base ?? usualBase, discount: discount ?? '0', currency })
}
