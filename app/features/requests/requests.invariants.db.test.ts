import { expect, test } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { makeRequest } from '../../../tests/support/asking'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makeAccount, ownerOf } from '../../../tests/support/make'
import { requestInvariants } from './requests.invariants.server'

breaksOnPurpose(...requestInvariants.map((one) => one.name))

const now = new Date('2026-06-11T08:20:00Z')
const broken = async (name: string) => {
  const rule = requestInvariants.find((one) => one.name === name)
  return (await rule?.check(systemScope<StaffAbility>([], now)))?.join(' ') ?? 'no such rule'
}

test('a whole request breaks nothing', async () => {
  const { number } = await makeRequest(await makeAccount())
  for (const { name } of requestInvariants) expect(await broken(name)).not.toContain(number)
})

test('segments with a gap, or in another status, are found', async () => {
  const account = await makeAccount()
  const [gap, other] = [await makeRequest(account), await makeRequest(account)]
  await db.updateTable('request_segments').set({ to_at: now }).where('request_id', '=', gap.id).execute()
  await db
    .insertInto('request_segments')
    .values({ ...ownerOf(account), request_id: gap.id, status: 'new', from_at: new Date(now.getTime() + 1000) })
    .execute()
  await db.updateTable('request_segments').set({ status: 'open' }).where('request_id', '=', other.id).execute()
  expect(await broken('requests.segments')).toContain(gap.number)
  expect(await broken('requests.segments')).toContain(other.number)
})

test('a version without its line of history is found', async () => {
  const { id, number } = await makeRequest(await makeAccount())
  await db.updateTable('requests').set({ version: 2 }).where('id', '=', id).execute()
  expect(await broken('requests.versions')).toContain(number)
})

test('a due time that the segments do not say is found', async () => {
  const { id, number } = await makeRequest(await makeAccount())
  await db.updateTable('requests').set({ due_at: now }).where('id', '=', id).execute()
  expect(await broken('requests.reckoned')).toContain(number)
})

test('a request in another tree than its account is found', async () => {
  const { id, number } = await makeRequest(await makeAccount())
  await db.updateTable('requests').set({ root_account_id: '999999' }).where('id', '=', id).execute()
  expect(await broken('requests.owned')).toContain(number)
})
