import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { importing } from '../../../tests/support/importing'
import { unique } from '../../../tests/support/make'

// A small set of files as an ERP writes them: everything that is billed and paid, brought once, brought again, brought wrongly.

const id = unique()
const files: Record<string, string> = {
  'legal_entities.csv': '',
  'accounts.csv': `id,code,name,currency\nA${id},A${id},Aldgate,EUR\nB${id},B${id},Bishopsgate,EUR\n`,
  'products.csv': `id,sku,name\nP${id},SKU${id},Ball valve\n`,
  'orders.csv': `id,number,account,currency,placed_at,ship_to_city,ship_to_country,ship_to_region,legal_entity\nO${id},SO-${id},A${id},EUR,2026-05-01T08:00:00Z,Austin,US,TX,H${id}\n`,
  'order_lines.csv': `order,line_no,product,quantity,unit_price\nO${id},1,P${id},10,12.50\n`,
  'invoices.csv': `id,number,account,issued_on,due_on,legal_entity\nI${id},INV-${id},A${id},2026-05-04,2026-06-03,H${id}\nJ${id},INV-${id}J,B${id},2026-05-05,2026-06-04,H${id}\n`,
  'invoice_lines.csv': `invoice,line_no,kind,order_line,description,quantity,unit_price,tax_rate\nI${id},1,goods,O${id}/1,,4,12.50,0.21\nI${id},2,freight,,Freight,1,9.99,0.21\nJ${id},1,other,,Set-up,1,20,0\n`,
  'credit_notes.csv': `id,number,account,issued_on,invoice,legal_entity\nC${id},CN-${id},A${id},2026-05-10,I${id},H${id}\n`,
  'credit_note_lines.csv': `credit_note,line_no,invoice_line,quantity,net,tax_rate\nC${id},1,I${id}/1,1,12.50,0.21\n`,
  'payments.csv': `id,number,account,amount,received_on,legal_entity\nZ${id},PAY-${id},A${id},50,2026-05-20,H${id}\n`,
  'allocations.csv': `id,invoice,payment,credit_note,amount,allocated_on\n1-${id},I${id},Z${id},,50,2026-05-20\n2-${id},I${id},,C${id},15.13,2026-05-10\n`,
}
let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quayside-billing-'))
  await db
    .insertInto('legal_entities')
    .values({ code: `H${id}`, name: 'Host', currency: 'EUR', country: 'NL', time_zone: 'Europe/Amsterdam' })
    .execute()
  for (const [name, text] of Object.entries(files)) if (text) await writeFile(join(folder, name), text)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('what is billed and paid is brought, and bringing it again changes nothing', async () => {
  const first = await importing(folder)
  expect(first.errors).toBe('')
  expect(first.counts).toMatchObject({
    invoices: [2, 2, 0, 0, 0],
    invoice_lines: [3, 3, 0, 0, 0],
    credit_notes: [1, 1, 0, 0, 0],
    credit_note_lines: [1, 1, 0, 0, 0],
    payments: [1, 1, 0, 0, 0],
    allocations: [2, 2, 0, 0, 0],
  })
  // (4 × 12.50 + 9.99) × 1.21 = 72.5879: tax once, on 59.99.
  const invoice = await invoiceOf(`INV-${id}`)
  expect(invoice).toMatchObject({
    net_total: '59.9900',
    tax_total: '12.6000',
    total: '72.5900',
    paid_total: '65.1300',
    is_open: 1,
  })
  const lines = await db.selectFrom('invoice_lines').selectAll().where('invoice_id', '=', invoice.id).orderBy('line_no').execute()
  expect(lines.map((line) => [line.kind, line.sku, line.ship_to_country, line.ship_to_region, line.invoiced_on])).toEqual([
    ['goods', `SKU${id}`, 'US', 'TX', '2026-05-04'],
    ['freight', '', null, null, '2026-05-04'],
  ])
  expect(lines[0]?.order_id).not.toBeNull()
  const note = await db.selectFrom('credit_notes').selectAll().where('number', '=', `CN-${id}`).executeTakeFirstOrThrow()
  expect(note).toMatchObject({ total: '15.1300', applied_total: '15.1300', is_open: 0 })
  expect((await importing(folder)).counts).toMatchObject({ invoices: [2, 0, 0, 2, 0], allocations: [2, 0, 0, 2, 0] })
})

test('the last of it settles the invoice on that day', async () => {
  await write('payments.csv', `Y${id},PAY-${id}Y,A${id},7.46,2026-05-28,H${id}`)
  await write('allocations.csv', `3-${id},I${id},Y${id},,7.46,2026-05-28`)
  expect((await importing(folder)).counts.allocations).toEqual([3, 1, 0, 2, 0])
  expect(await invoiceOf(`INV-${id}`)).toMatchObject({ paid_total: '72.5900', is_open: 0, settled_on: '2026-05-28' })
})

test('what was issued stays, and nothing is settled beyond what it is, twice, or across accounts', async () => {
  await rewrite('invoice_lines.csv', `,4,12.50`, `,5,12.50`)
  await write('allocations.csv', `4-${id},I${id},Y${id},,0.01,2026-05-29`)
  await write('allocations.csv', `5-${id},J${id},Z${id},,1,2026-05-29`)
  await write('allocations.csv', `6-${id},J${id},,,1,2026-05-29`)
  await write('invoice_lines.csv', `J${id},2,goods,O${id}/1,,1,1,0`)
  const { counts, report } = await importing(folder)
  expect([counts.invoice_lines, counts.allocations]).toEqual([
    [4, 0, 0, 2, 2],
    [6, 0, 0, 3, 3],
  ])
  const told = await readFile(report?.refusals ?? '', 'utf8')
  for (const part of [
    'was issued otherwise',
    `72.6 would be settled of INV-${id}, which allows 72.59`,
    `belongs to another account than INV-${id}J`,
    'either a payment or a credit note',
  ])
    expect(told).toContain(part)
  expect(await invoiceOf(`INV-${id}`)).toMatchObject({ total: '72.5900', paid_total: '72.5900' })
})

test('an allocation that is taken back opens the invoice again', async () => {
  await writeFile(
    join(folder, 'allocations.csv'),
    `id,invoice,payment,credit_note,amount,allocated_on\n7-${id},I${id},Y${id},,-7.46,2026-06-02\n`,
  )
  expect((await importing(folder)).counts.allocations).toEqual([1, 1, 0, 0, 0])
  expect(await invoiceOf(`INV-${id}`)).toMatchObject({ paid_total: '65.1300', is_open: 1, settled_on: null })
})

const invoiceOf = (number: string) => db.selectFrom('invoices').selectAll().where('number', '=', number).executeTakeFirstOrThrow()
const write = async (name: string, row: string) => {
  const path = join(folder, name)
  await writeFile(path, `${await readFile(path, 'utf8')}${row}\n`)
}
const rewrite = async (name: string, from: string, to: string) => {
  const path = join(folder, name)
  await writeFile(path, (await readFile(path, 'utf8')).replace(from, to))
}
