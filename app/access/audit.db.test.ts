import { expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { makeAccount, makeOrder, makePerson, staffScope } from '../../tests/support/make'
import { verifyAudit } from './audit.server'

const write = async (count: number) => {
  const order = await makeOrder(await makeAccount())
  const person = await makePerson({ staff_role: 'admin' })
  const scope = staffScope(['notes.write'], 'admin', person.id)
  const entry = (index: number) => ({
    action: 'test.change',
    subject: { type: 'order', id: order.number },
    accountId: order.account_id,
    before: { index: index - 1 },
    after: { index },
  })
  await Promise.all(Array.from({ length: count }, (_, index) => scope.transaction((inner) => inner.audit(entry(index)))))
  return `account:${order.account_id}`
}
const rowsOf = (chain: string) =>
  db.selectFrom('audit_entries').selectAll().where('chain', '=', chain).orderBy('sequence').execute()

test('writers at the same time make one chain without a gap', async () => {
  const chain = await write(20)
  expect((await rowsOf(chain)).map((row) => Number(row.sequence))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  expect(await verifyAudit()).toEqual([])
})

test('an entry that was changed, taken out or moved is found', async () => {
  const chain = await write(4)
  const [first, second, third] = await rowsOf(chain)
  if (!first || !second || !third) throw new Error('no entries')
  await db.updateTable('audit_entries').set({ after_values: '{"index":9}' }).where('id', '=', second.id).execute()
  expect(await verifyAudit()).toContain(`${chain}#2`)
  await db.updateTable('audit_entries').set({ after_values: second.after_values }).where('id', '=', second.id).execute()
  expect(await verifyAudit()).toEqual([])

  await db.deleteFrom('audit_entries').where('id', '=', third.id).execute()
  expect(await verifyAudit()).toContain(`${chain}#4`)
  await db.insertInto('audit_entries').values(third).execute()

  const [last] = (await rowsOf(chain)).slice(-1)
  if (!last) throw new Error('no entries')
  await db.deleteFrom('audit_entries').where('id', '=', last.id).execute()
  expect(await verifyAudit()).toContain(`${chain}#4`)
  await db.insertInto('audit_entries').values(last).execute()
  expect(await verifyAudit()).toEqual([])
})
