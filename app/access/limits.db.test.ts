import { expect, test, vi } from 'vitest'
import { db, pool } from '~/database/connection.server'
import { forgive, giveBack, spend } from './limits.server'

test('tries are counted in the database, whoever is limited waits, and nobody is named there', async () => {
  const who = ['reset.person', 'a@limits.example'] as const
  for (let i = 0; i < 5; i++) expect(await spend(who)).toBe(0)
  const wait = await spend(who)
  expect(wait).toBeGreaterThan(3500)
  expect(wait).toBeLessThanOrEqual(3600)
  expect(await spend(['reset.person', 'b@limits.example'])).toBe(0)
  const rows = await db.selectFrom('rate_limits').select('key').execute()
  expect(rows.length).toBe(2)
  expect(JSON.stringify(rows)).not.toContain('limits.example')
})

test('of many tries at once no more go ahead than may', async () => {
  const waits = await Promise.all(Array.from({ length: 30 }, () => spend(['password.person', 'many'])))
  expect(waits.filter((one) => one === 0).length).toBe(10)
})

test('a limit that is used up keeps the ones after it untouched', async () => {
  const pair = ['password.person', 'pair'] as const
  const person = ['reset.person', 'person'] as const
  for (let i = 0; i < 40; i++) await spend(pair, person)
  await forgive(pair)
  const after = await db.selectFrom('rate_limits').select(['key', 'points']).where('key', 'like', 'reset.person%').execute()
  expect(Math.max(...after.map((one) => one.points))).toBeLessThanOrEqual(6)
})

test('what was right is forgiven or given back', async () => {
  const one = ['invite.again', 'x'] as const
  for (let i = 0; i < 5; i++) expect(await spend(one)).toBe(0)
  await giveBack(one)
  expect(await spend(one)).toBe(0)
  await forgive(one)
  for (let i = 0; i < 5; i++) expect(await spend(one)).toBe(0)
})

test('where the table cannot be reached the limit holds in this process', async () => {
  const broken = vi
    .spyOn(pool, 'getConnection')
    .mockImplementation(((done: (error: Error) => void) => done(new Error('no connection'))) as never)
  const waits: number[] = []
  for (let i = 0; i < 12; i++) waits.push(await spend(['password.person', 'insured']))
  broken.mockRestore()
  expect(waits.filter((one) => one === 0).length).toBe(10)
})
