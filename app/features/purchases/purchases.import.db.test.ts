import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { importing } from '../../../tests/support/importing'
import { makeEntity } from '../../../tests/support/make'
import { makeAnswer } from '../../../tests/support/purchasing'

const folder = await mkdtemp(join(tmpdir(), 'purchases-'))
afterAll(() => rm(folder, { recursive: true }))
const write = (name: string, ...lines: string[]) => writeFile(join(folder, `${name}.csv`), `${lines.join('\n')}\n`)
await makeEntity()

const orders = 'id,number,supplier,ordered_on,buyer,cancelled_at'
const lines = 'order,line_no,item,sku,quantity,unit_price,price_base,wanted_on'
const stored = () => db.selectFrom('purchase_orders').selectAll().where('number', '=', 'PU-1').executeTakeFirstOrThrow()

test('orders and lines are loaded and projected, loading them again changes nothing, and what is wrong is refused', async () => {
  await write('accounts', 'id,name,supplies,currency', 'S1,Kestrel,yes,GBP', 'S2,Haikuo,yes,CNY')
  await write('catalog_items', 'id,supplier,sku,title_en,unit', 'K-1,S1,GV-065,Gate valve,KGM', 'H-1,S2,FO-1,Ring,C62')
  await write('purchase_orders', orders, '1,PU-1,S1,2026-06-10,Noor,', '2,,S9,2026-06-10,,')
  await write(
    'purchase_order_lines',
    lines,
    '1,10,K-1,,100,12.50,10,2026-07-10',
    '1,20,,X-9,2.5,4,,2026-07-01',
    '1,30,H-1,,1,1,,2026-07-01',
    '1,40,,,1,1,,2026-07-01',
  )
  const first = await importing(folder)
  expect(first.errors).toBe('')
  expect(first.counts.purchase_orders).toEqual([2, 1, 0, 0, 1])
  expect(first.counts.purchase_order_lines).toEqual([4, 2, 0, 0, 2])
  const order = await stored()
  expect(order).toMatchObject({ state: 'open', currency: 'GBP', wanted_on: '2026-07-01', lines_count: 2, open_lines: 2 })
  expect(order).toMatchObject({ total: '135.0000', unit: null, open_quantity: null })
  const kept = await db.selectFrom('purchase_order_lines').select(['sku', 'description', 'unit', 'net']).orderBy('id').execute()
  expect(kept).toEqual([
    { sku: 'GV-065', description: 'Gate valve', unit: 'KGM', net: '125.0000' },
    { sku: 'X-9', description: 'X-9', unit: 'C62', net: '10.0000' },
  ])
  const second = await importing(folder)
  expect([second.counts.purchase_orders, second.counts.purchase_order_lines]).toEqual([
    [2, 0, 0, 1, 1],
    [4, 0, 0, 2, 2],
  ])
  expect((await stored()).version).toBe(order.version)
})

test('what the ERP changes after an answer is remembered, the answer stays, and what is open follows', async () => {
  const { id, account_id, root_account_id, number } = await stored()
  const all = (quantity: string) => [{ kind: 'confirmed' as const, quantity, due_on: '2026-07-10' }]
  await makeAnswer({ id, account_id, root_account_id, number }, [
    { line: 10, parts: all('100') },
    { line: 20, parts: all('2.5') },
  ])
  const before = await stored()
  expect(before.state).toBe('answered')
  await write('purchase_orders', orders, '1,PU-1,S1,2026-06-10,Hanna,')
  await write('purchase_order_lines', lines, '1,10,K-1,,80,12.50,10,2026-07-10', '1,20,,X-9,2.5,4,,2026-07-01')
  await importing(folder)
  const after = await stored()
  expect([after.state, after.open_lines, after.total]).toEqual(['partly_answered', 1, '110.0000'])
  expect(after.version).toBeGreaterThan(before.version)
  const changes = await db.selectFrom('purchase_order_changes').select(['line_no', 'field', 'from_value', 'to_value']).execute()
  expect(changes).toEqual([
    { line_no: null, field: 'buyer', from_value: 'Noor', to_value: 'Hanna' },
    { line_no: 10, field: 'quantity', from_value: '100', to_value: '80' },
  ])
  const line = db.selectFrom('purchase_order_lines').select(['open_quantity', 'confirmed_quantity']).where('line_no', '=', 10)
  expect(await line.executeTakeFirstOrThrow()).toEqual({ open_quantity: '-20.000000', confirmed_quantity: '100.000000' })
  await write('purchase_orders', orders, '1,PU-1,S1,2026-06-10,Hanna,2026-06-20 10:00')
  await importing(folder)
  expect((await stored()).state).toBe('cancelled')
})
