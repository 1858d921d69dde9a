import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { db } from '~/database/connection.server'
import { importing } from '../../../tests/support/importing'
import { makeEntity, unique } from '../../../tests/support/make'

const columns = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]))

/** Runs an import of these files by this mapping. */
async function bring(files: Record<string, string[]>, mapping: object) {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-sources-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  for (const [name, rows] of Object.entries(files)) await writeFile(join(folder, name), `${rows.join('\n')}\n`)
  await writeFile(join(folder, 'mapping.json'), JSON.stringify(mapping))
  return await importing(folder, '--mapping', join(folder, 'mapping.json'))
}

test('two files whose parents have the ids of two systems find each its own', async () => {
  await makeEntity()
  const code = unique()
  const account = { entity: 'accounts', file: 'accounts.csv', columns: columns('id', 'code', 'name', 'currency') }
  for (const source of ['crm', 'erp']) {
    const rows = ['id,code,name,currency', `A-${code},${source.toUpperCase()}-${code},Boeg ${source},EUR`]
    expect((await bring({ 'accounts.csv': rows }, { source, feeds: [account] })).code).toBe(0)
  }
  const order = (id: string) => `${id}-${code},A-${code},2026-06-01`
  const head = 'id,account,placed_at'
  const orders = columns('id', 'account', 'placed_at')
  const done = await bring(
    { 'orders.csv': [head, order('E1'), order('E2')], 'orders-crm.csv': [head, order('C1'), order('C2')] },
    {
      source: 'erp',
      feeds: [
        { entity: 'orders', file: 'orders.csv', columns: orders },
        { entity: 'orders', file: 'orders-crm.csv', columns: orders, parents: 'crm' },
      ],
    },
  )
  expect([done.code, done.counts.orders]).toEqual([0, [4, 4, 0, 0, 0]])
  const found = await db
    .selectFrom('orders as o')
    .innerJoin('accounts as a', 'a.id', 'o.account_id')
    .select(['o.number', 'a.code'])
    .where('o.number', 'like', `%-${code}`)
    .orderBy('o.number')
    .execute()
  expect(found.map((one) => [one.number.slice(0, 2), one.code.slice(0, 3)])).toEqual([
    ['C1', 'CRM'],
    ['C2', 'CRM'],
    ['E1', 'ERP'],
    ['E2', 'ERP'],
  ])
})

test('rows that wait for a parent wait for the one that their own file means', async () => {
  await makeEntity()
  const code = unique()
  const head = 'id,code,name,currency,parent'
  const account = (id: string, parent: string) => `${id}-${code},${id}-${code},Boeg ${id},EUR,${parent && `${parent}-${code}`}`
  const feed = { entity: 'accounts', columns: columns('id', 'code', 'name', 'currency', 'parent') }
  const done = await bring(
    { 'own.csv': [head, account('C1', 'P')], 'theirs.csv': [head, account('C2', 'P')], 'parents.csv': [head, account('P', '')] },
    {
      source: 'erp',
      feeds: [
        { ...feed, file: 'own.csv' },
        { ...feed, file: 'theirs.csv', parents: 'crm' },
        { ...feed, file: 'parents.csv' },
      ],
    },
  )
  expect([done.code, done.counts.accounts]).toEqual([3, [3, 2, 0, 0, 1]])
  const found = await db.selectFrom('accounts').select('code').where('code', 'like', `%-${code}`).orderBy('code').execute()
  expect(found.map((one) => one.code)).toEqual([`C1-${code}`, `P-${code}`])
})
