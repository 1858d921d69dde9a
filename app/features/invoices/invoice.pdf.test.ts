import { expect, test } from 'vitest'
import { readPdf } from '../../../tests/support/pdf'
import { invoicePdf } from './invoice.pdf.server'
import type { InvoiceRecord } from './invoice.queries.server'

const line = {
  lineNo: 1,
  kind: 'goods',
  sku: 'FA-080',
  description: '执行器 DN80, Actuator',
  quantity: '8.000000',
  unit: 'C62',
  unitPrice: '2450.000000',
  priceBase: '1.000000',
  discount: '0.125000',
  net: '17150.0000',
  taxRate: '0.210000',
  order: 'SO-48102',
  poLineNumber: '10',
  shipment: 'SH-90377',
}
const invoice: InvoiceRecord = {
  number: 'INV-31001',
  version: 1,
  entity: { code: 'FFBV', name: 'Fairlead Fittings B.V.', taxNumber: 'NL555018820B01', country: 'NL' },
  account: { code: 'HAIKUO', name: '宁波海阔密封件有限公司', taxNumber: null },
  billTo: { name: '', street: '中山路 1 号', city: '宁波', postalCode: '315000', region: null, country: 'CN' },
  poNumber: '7700-12',
  terms: '30 days net',
  issuedOn: '2026-05-01',
  dueOn: '2026-05-31',
  settledOn: null,
  state: 'overdue',
  today: '2026-06-11',
  currency: 'EUR',
  net: '17150.0000',
  tax: '3601.5000',
  total: '20751.5000',
  paid: '751.5000',
  open: '20000',
  lines: [line],
  settled: [],
  others: [],
}
const read = async (language: 'en' | 'zh-CN') =>
  readPdf(await invoicePdf(invoice, language, new Date('2026-06-11T08:20:00Z')))
    .pages.join(' ')
    .replace(/\s+/g, '')

test('an English invoice names a Chinese company and its goods, and says what is open', async () => {
  const text = await read('en')
  for (const said of [
    'InvoiceINV-31001',
    '宁波海阔密封件有限公司',
    '宁波',
    'China',
    '执行器DN80,Actuator',
    'SO-48102',
    'SH-90377',
  ])
    expect(text).toContain(said)
  for (const said of ['17,150.00', '3,601.50', '20,751.50', '12.5%', 'EUR20,000.00wasdueonSun31May2026.', 'page1of1'])
    expect(text).toContain(said)
})

test('a Chinese one says the same in Chinese', async () => {
  const text = await read('zh-CN')
  for (const said of ['发票INV-31001', '2026年5月31日', '20,751.50', '中国', 'FairleadFittingsB.V.', '第1页，共1页'])
    expect(text).toContain(said)
})
