import { z } from 'zod'
import { accountFacts } from '~/features/accounts/import-facts.server'
import type { ImportEntity, ImportRow, Projection } from '~/features/import.types'
import {
  choice,
  country,
  currency,
  day,
  fed,
  fraction,
  key,
  maybe,
  money,
  reason,
  someQuantity,
  text,
  unit,
  whole,
} from '~/values/columns'
import type { BilledProduct, DocumentFacts } from './import-parts.server'
import { billedProducts, documentFacts, staysAsIssued } from './import-parts.server'
import { lineKinds } from './invoice'
import { projectCreditNotes } from './projection.server'

const noteColumns = z.object({
  id: key('The credit note’s id in the source', '70003'),
  number: maybe(text(40, 'Number on the credit note; its id where it is blank', 'CN-70003')),
  account: key('Id of the account that is credited', 'VINET'),
  legal_entity: maybe(text(20, 'Code of the company of the host that credits; the mapping’s where it is blank', 'FF-NL')),
  currency: maybe(currency('Currency; the account’s where it is blank')),
  issued_on: day('Day of the credit note', '2026-06-12'),
  invoice: maybe(key('Id of the invoice that it corrects', '90017')),
  reason: maybe(text(300, 'Why, for the customer', 'Two actuators came back')),
  tax: maybe(money('Tax of the whole credit note, where its lines have no rates; above zero', '12.10')),
})
type Note = z.output<typeof noteColumns>

export const creditNoteImport: ImportEntity<typeof noteColumns> = {
  name: 'credit_notes',
  after: ['invoices'],
  schema: noteColumns,
  table: 'credit_notes',
  parents: { account: 'accounts', invoice: 'invoices' },
  unique: { by: 'number', key: ['legal_entity_id', 'number'] },
  versioned: true,
  decimals: ['given_tax'],
  usual: { given_tax: '0' },
  mastered: ['issued_on', 'given_tax', 'reason'],
  touches: { projection: 'credit_notes', column: 'id' },
  async prepare(batch) {
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.account),
    )
    const invoices = await documentFacts(
      batch,
      'invoices',
      batch.rows.map((row) => row.parents.invoice),
    )
    return (row) => {
      const account = accounts.get(row.parents.account ?? '')
      if (!account) return { column: 'account', reason: 'gone' }
      const host = batch.host(row.columns.legal_entity)
      if (!host) return { column: 'legal_entity', reason: 'noHost' }
      const invoice = invoices.get(row.parents.invoice ?? '')
      if (invoice && invoice.account_id !== account.id)
        return { column: 'invoice', reason: reason('otherAccount', { number: invoice.number }) }
      const { values, initially } = fed({ ...row.columns, given_tax: row.columns.tax }, ['issued_on', 'reason', 'given_tax'], {
        given_tax: '0',
      })
      return {
        values: { number: row.columns.number ?? row.id, ...values },
        initially: { ...initially, root_account_id: account.root_account_id, invoice_id: invoice?.id ?? null },
        fixed: {
          account_id: { value: account.id, column: 'account' },
          legal_entity_id: { value: host.id, column: 'legal_entity' },
          currency: { value: row.columns.currency ?? invoice?.currency ?? account.currency, column: 'currency' },
        },
      }
    }
  },
  changing: staysAsIssued<Note>({ issued_on: 'issued_on', given_tax: 'tax' }),
}

const lineColumns = z.object({
  id: maybe(key('The line’s id in the source; made of credit note and line_no where it is blank', '70003/1')),
  credit_note: key('Id of the credit note', '70003'),
  line_no: whole(1, 4_000_000_000, 'Number of the line within its credit note', '1'),
  kind: maybe(choice(lineKinds, 'What is credited; the invoice line’s, or goods, where it is blank')),
  invoice_line: maybe(key('Id of the invoice line that is corrected', '90017/1')),
  product: maybe(key('Id of the product; the invoice line’s where it is blank', '11')),
  sku: maybe(text(60, 'Product number; the invoice line’s or the product’s where it is blank', 'FA-080')),
  description: maybe(text(300, 'What is credited; the invoice line’s or the product’s where it is blank', 'Actuator DN80')),
  quantity: someQuantity('Credited quantity', '2'),
  unit: maybe(unit('Unit of the quantity; the invoice line’s or the product’s where it is blank')),
  net: money('Net that is given back, above zero', '28.00'),
  tax_rate: maybe(fraction('Tax rate as a fraction of one, or with a percent sign', '0.21')),
  ship_to_country: maybe(country('Where the goods had gone; the invoice line’s where it is blank')),
  ship_to_region: maybe(text(100, 'State or region where they had gone', 'TX')),
})
type Line = z.output<typeof lineColumns>

const issued = [
  ...(['kind', 'sku', 'description', 'quantity', 'unit', 'net', 'tax_rate', 'ship_to_country', 'ship_to_region'] as const),
]

export const creditNoteLineImport: ImportEntity<typeof lineColumns> = {
  name: 'credit_note_lines',
  after: ['credit_notes', 'invoice_lines'],
  schema: lineColumns,
  table: 'credit_note_lines',
  parents: { credit_note: 'credit_notes', invoice_line: 'invoice_lines', product: 'products' },
  unique: { by: 'credit_note_id', key: ['credit_note_id', 'line_no'] },
  versioned: false,
  decimals: ['quantity', 'net', 'tax_rate'],
  usual: { kind: 'goods', unit: 'C62', tax_rate: '0' },
  mastered: issued,
  touches: { projection: 'credit_notes', column: 'credit_note_id' },
  idOf: ({ credit_note, line_no }) => `${credit_note}/${line_no}`,
  async prepare(batch) {
    const notes = await documentFacts(
      batch,
      'credit_notes',
      batch.rows.map((row) => row.parents.credit_note),
    )
    const lines = new Map(
      (
        await batch.scope.rows
          .selectFrom('invoice_lines')
          .select(['id', 'account_id', 'kind', 'product_id', 'sku', 'description', 'unit', 'tax_rate'])
          .select(['ship_to_country', 'ship_to_region'])
          .where('id', 'in', [...new Set(batch.rows.flatMap((row) => row.parents.invoice_line ?? []))])
          .execute()
      ).map((line) => [line.id, line]),
    )
    const products = await billedProducts(
      batch,
      batch.rows.map((row) => row.parents.product),
    )
    return (row) => {
      const note = notes.get(row.parents.credit_note ?? '')
      if (!note) return { column: 'credit_note', reason: 'gone' }
      const invoiceLine = lines.get(row.parents.invoice_line ?? '')
      if (invoiceLine && invoiceLine.account_id !== note.account_id)
        return { column: 'invoice_line', reason: reason('otherAccount', { number: note.number }) }
      const product = products.get(row.parents.product ?? '')
      if (!row.columns.description && !product && !invoiceLine) return { column: 'description', reason: 'required' }
      return lineDraft(row, note, invoiceLine, product)
    }
  },
  changing: staysAsIssued<Line>(Object.fromEntries(issued.map((field) => [field, field]))),
}

type InvoiceLine = {
  id: string
  kind: string
  product_id: string | null
  sku: string
  description: string
  unit: string
  tax_rate: string
  ship_to_country: string | null
  ship_to_region: string | null
}

function lineDraft(
  { columns: row }: ImportRow<Line>,
  note: DocumentFacts,
  invoiceLine: InvoiceLine | undefined,
  product: BilledProduct | undefined,
) {
  const { values, initially } = fed(row, issued, {
    kind: invoiceLine?.kind ?? 'goods',
    sku: invoiceLine?.sku ?? product?.sku ?? '',
    description: invoiceLine?.description ?? product?.name ?? '',
    unit: invoiceLine?.unit ?? product?.unit ?? 'C62',
    tax_rate: invoiceLine?.tax_rate ?? '0',
    ship_to_country: invoiceLine?.ship_to_country ?? null,
    ship_to_region: invoiceLine?.ship_to_region ?? null,
  })
  return {
    values,
    initially: {
      ...initially,
      line_no: row.line_no,
      root_account_id: note.root_account_id,
      credited_on: note.issued_on,
      currency: note.currency,
      invoice_line_id: invoiceLine?.id ?? null,
      product_id: product?.id ?? invoiceLine?.product_id ?? null,
    },
    fixed: {
      credit_note_id: { value: note.id, column: 'credit_note' },
      account_id: { value: note.account_id, column: 'credit_note' },
    },
  }
}

export const creditNoteProjection: Projection = { name: 'credit_notes', project: projectCreditNotes }
