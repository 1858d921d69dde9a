import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { importing } from '../../../tests/support/importing'
import { openMailbox } from '../../../tests/support/mailbox'
import { insert, makeEntity, makePerson, ownerOf, unique } from '../../../tests/support/make'
import { purchaseNewsMailer } from './news.mail.server'
import { noteNews, tellSuppliers } from './news.server'
import { purchaseProjection } from './purchase-orders.import.server'
import { purchaseNews } from './purchases-letters'

// Each test is several imports, which take their time on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const folder = await mkdtemp(join(tmpdir(), 'news-'))
afterAll(() => rm(folder, { recursive: true }))
const write = (name: string, ...lines: string[]) => writeFile(join(folder, `${name}.csv`), `${lines.join('\n')}\n`)
const { mailTo } = await openMailbox()
await makeEntity()

const orders = 'id,supplier,ordered_on,note,cancelled_at'
const lines = 'order,line_no,sku,quantity,unit_price,wanted_on'
const day = (ahead: number) => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10)
const [today, soon, long] = [day(0), day(20), '2020-02-03']

type Account = { id: string; code: string; root_account_id: string }
let supplier: Account
let key = ''

beforeEach(async () => {
  key = unique()
  await db.deleteFrom('outbox').where('topic', '=', purchaseNews).execute()
  await write('accounts', 'id,name,supplies,currency', `S${key},Kestrel ${key},yes,GBP`, `B${key},Other ${key},yes,GBP`)
  for (const name of ['purchase_orders', 'purchase_order_lines']) await rm(join(folder, `${name}.csv`), { force: true })
  await importing(folder)
  const own = db.selectFrom('accounts').select(['id', 'code', 'root_account_id']).where('name', '=', `Kestrel ${key}`)
  supplier = await own.executeTakeFirstOrThrow()
})

async function member(role: 'catalog' | 'admin' | 'viewer' | 'finance', language = 'en', active = 1) {
  const person = await makePerson({ language, active })
  await insert('memberships', { person_id: person.id, ...ownerOf(supplier), role, inherits: 1, created_at: new Date() })
  return person
}
/** What is in the outbox for a person: how many orders each letter is about, and of which kinds. */
async function queued(personId: string) {
  const rows = await db.selectFrom('outbox').select(['id', 'payload']).where('topic', '=', purchaseNews).orderBy('id').execute()
  return rows
    .map(({ id, payload }) => ({
      id,
      ...(JSON.parse(payload) as { personId: string; orders: { kind: string }[]; total: number }),
    }))
    .filter((one) => one.personId === personId)
}
const kinds = async (personId: string) => (await queued(personId)).map((one) => [one.total, one.orders[0]?.kind])
const post = async (personId: string) => {
  for (const { id, ...payload } of await queued(personId)) {
    const context = { scope: systemScope<StaffAbility>([]), jobId: id, attempt: 1, signal: new AbortController().signal }
    await purchaseNewsMailer.run(payload, context)
  }
}
const clear = () => db.deleteFrom('outbox').where('topic', '=', purchaseNews).execute()
const order = (id: string, more = ',') => `${key}-${id},S${key},${today},${more}`
const line = (id: string, quantity: string, wanted = soon, no = 10) => `${key}-${id},${no},GV-1,${quantity},12.5,${wanted}`

test('a new order is told once to each who may answer, in their language and without figures, and to nobody else', async () => {
  const [owen, lina, viewer, gone] = [
    await member('catalog'),
    await member('admin', 'zh-CN'),
    await member('viewer'),
    await member('catalog', 'en', 0),
  ]
  await write('purchase_orders', orders, order('1'))
  await write('purchase_order_lines', lines, line('1', '100'), line('1', '50', day(30), 20))
  await importing(folder)
  await importing(folder)
  expect([await kinds(owen.id), await kinds(lina.id)]).toEqual([[[1, 'new']], [[1, 'new']]])
  expect([await kinds(viewer.id), await kinds(gone.id)]).toEqual([[], []])
  await post(owen.id)
  await post(lina.id)
  const [english] = await mailTo(owen.email)
  expect(english?.subject).toBe(`Purchase order ${key}-1 waits for your answer`)
  expect(english?.links.some((link) => link.includes(`/supplier/purchase-orders/${key}-1?entity=`))).toBe(true)
  expect(JSON.stringify(english)).toContain('2 lines')
  expect(JSON.stringify(english)).not.toMatch(/12[.,]5|GBP/)
  const [chinese] = await mailTo(lina.email)
  expect(chinese?.subject).toBe(`采购订单 ${key}-1 等待您答复`)
})

test('a change of what waits is told once, one of what nobody sees is not, and an order that they know is told to be cancelled', async () => {
  const owen = await member('catalog')
  await write('purchase_orders', orders, order('1'))
  await write('purchase_order_lines', lines, line('1', '100'))
  await importing(folder)
  await clear()
  await write('purchase_order_lines', lines, line('1', '80'))
  await importing(folder)
  await importing(folder)
  expect(await kinds(owen.id)).toEqual([[1, 'changed']])
  await clear()
  // As it was told already.
  await write('purchase_order_lines', lines, line('1', '80.000'))
  await importing(folder)
  expect(await kinds(owen.id)).toEqual([])
  await write('purchase_orders', orders, order('1', `,${today} 10:00`))
  await importing(folder)
  expect(await kinds(owen.id)).toEqual([[1, 'cancelled']])
  await post(owen.id)
  expect((await mailTo(owen.email))[0]?.subject).toBe(`Purchase order ${key}-1 is cancelled`)
})

test('history is not told, and many orders are one letter that names the latest twenty', async () => {
  const owen = await member('catalog')
  const many = Array.from({ length: 60 }, (_, index) => String(index))
  await write(
    'purchase_orders',
    orders,
    ...many.map((id) => order(id)),
    ...many.map((id) => `${key}-old-${id},S${key},${long},,`),
    `${key}-else,B${key},${today},,`,
  )
  await write(
    'purchase_order_lines',
    lines,
    ...many.flatMap((id) => [line(id, '100'), line(`old-${id}`, '100', long)]),
    line('else', '9'),
  )
  await importing(folder)
  const [letter, ...others] = await queued(owen.id)
  expect(others).toEqual([])
  expect([letter?.total, letter?.orders.length]).toEqual([60, 20])
  await post(owen.id)
  const [mail] = await mailTo(owen.email)
  expect(mail?.subject).toMatch(/^60 purchase orders of /)
  expect(JSON.stringify(mail)).toContain('and 40 more')
  expect(JSON.stringify(mail)).not.toContain(`${key}-old`)
  expect(JSON.stringify(mail)).not.toContain(`${key}-else`)
})

test('three orders are three letters; what was answered when it is sent is left out', async () => {
  const owen = await member('catalog')
  await write('purchase_orders', orders, order('1'), order('2'), order('3'))
  await write('purchase_order_lines', lines, line('1', '1'), line('2', '1'), line('3', '1'))
  await importing(folder)
  expect(await kinds(owen.id)).toEqual([
    [1, 'new'],
    [1, 'new'],
    [1, 'new'],
  ])
  await db.updateTable('purchase_orders').set({ open_lines: 0, state: 'answered' }).where('number', '=', `${key}-2`).execute()
  await post(owen.id)
  expect((await mailTo(owen.email)).map((mail) => mail.subject.split(' ')[2]).sort()).toEqual([`${key}-1`, `${key}-3`])
  await db.updateTable('purchase_orders').set({ open_lines: 1, state: 'open' }).where('number', '=', `${key}-2`).execute()
})

test('an import that dies at any step tells it once, when it is run again', async () => {
  const owen = await member('catalog')
  const scope = systemScope<StaffAbility>([])
  const ids = async () =>
    (await db.selectFrom('purchase_orders').select('id').where('number', 'like', `${key}-%`).execute()).map((row) => row.id)
  await write('purchase_orders', orders, order('1'))
  await write('purchase_order_lines', lines, line('1', '100'))
  const project = purchaseProjection.project
  const dying = async (step: Partial<typeof purchaseProjection>) => {
    const kept = { ...purchaseProjection }
    Object.assign(purchaseProjection, step)
    await importing(folder).finally(() => Object.assign(purchaseProjection, kept))
  }
  const die = async () => {
    throw new Error('killed')
  }
  // After the rows, before what follows from them.
  await dying({ project: die }).catch(() => {})
  expect(await kinds(owen.id)).toEqual([])
  // After the projection, before it is crossed out.
  await dying({
    async project(inner, some) {
      await project(inner, some)
      throw new Error('killed')
    },
  }).catch(() => {})
  // After all that, before anybody is told.
  await dying({ ended: die }).catch(() => {})
  expect(await kinds(owen.id)).toEqual([])
  expect(
    await db
      .selectFrom('purchase_orders')
      .select('news')
      .where('id', 'in', await ids())
      .execute(),
  ).toEqual([{ news: 'new' }])
  await importing(folder)
  await importing(folder)
  expect(await kinds(owen.id)).toEqual([[1, 'new']])
  await scope.transaction(async (inner) => noteNews(inner, await ids()))
  await Promise.all([tellSuppliers(scope), tellSuppliers(scope)])
  expect(await kinds(owen.id)).toEqual([[1, 'new']])
})

test('a dry run tells nobody', async () => {
  const owen = await member('catalog')
  await write('purchase_orders', orders, order('1'))
  await write('purchase_order_lines', lines, line('1', '100'))
  await importing(folder, '--dry-run')
  expect(await kinds(owen.id)).toEqual([])
})
