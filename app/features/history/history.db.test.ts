import { expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { breaksOnPurpose } from '../../../tests/support/invariants'
import { makePerson, staffScope } from '../../../tests/support/make'
import { made, makeAccount, member, only, ordered, ownerOf, shipped, staff, whole } from '../../../tests/support/ordering'
import { historyTimeline, internalNotes } from './history.timeline.server'
import { addNote, noteForm } from './notes.commands.server'
import { recentChanges, timelineOf } from './timeline.server'

breaksOnPurpose('orders.projected', 'shipments.replayed')

const writing = async () =>
  staffScope(['orders.read', 'notes.write'], 'agent', (await makePerson({ name: 'Noor A.', staff_role: 'agent' })).id)

test('a public note is read by everyone who sees the record, an internal one by the staff alone', async () => {
  const account = await makeAccount()
  const order = await ordered(account)
  const scope = await writing()
  expect(await addNote(scope, 'order', order, { body: 'It goes by air.', audience: 'everyone' })).toEqual({ noted: 'everyone' })
  await addNote(scope, 'order', order, { body: 'At our cost.', audience: 'staff' })
  const read = (await timelineOf(member(whole(account)), [historyTimeline], { order: order.id })).map((one) => [
    one.kind,
    one.actor,
    one.facts,
  ])
  expect(read).toEqual([['history.note', 'Noor A.', { body: 'It goes by air.' }]])
  expect((await internalNotes(staff(), { order: order.id })).map((one) => one.facts.body)).toEqual(['At our cost.'])
  const audit = await db.selectFrom('audit_entries').selectAll().where('subject_id', '=', order.number).orderBy('id').execute()
  expect(audit.map((one) => JSON.parse(one.after_values ?? ''))).toEqual([
    { audience: 'everyone', length: 15 },
    { audience: 'staff', length: 12 },
  ])
  expect(await timelineOf(member(whole(await makeAccount())), [historyTimeline], { order: order.id })).toEqual([])
})

test('a note on a shipment stands in the shipment’s timeline', async () => {
  const account = await makeAccount()
  const shipment = await shipped(account, [])
  await addNote(await writing(), 'shipment', shipment, { body: 'Held at customs.', audience: 'everyone' })
  const [entry] = await timelineOf(member(whole(account)), [historyTimeline], { shipment: shipment.id })
  expect(entry).toMatchObject({ kind: 'history.note', group: 'talk' })
})

test('a note that was taken back is said to be, without its words', async () => {
  const account = await makeAccount()
  const order = await ordered(account)
  await addNote(await writing(), 'order', order, { body: 'wrong', audience: 'everyone' })
  await db.updateTable('notes').set({ retracted_at: made }).where('order_id', '=', order.id).execute()
  const entries = await timelineOf(member(whole(account)), [historyTimeline], { order: order.id })
  expect(entries).toMatchObject([{ kind: 'history.note-retracted', facts: {} }])
})

test.each([
  [{ audience: 'everyone' }, 'body'],
  [{ body: '   ', audience: 'everyone' }, 'body'],
  [{ body: 'x'.repeat(4001), audience: 'staff' }, 'body'],
  [{ body: 'x', audience: 'nobody' }, 'audience'],
])('%j is not a note', (form, field) => {
  expect(noteForm.safeParse(form).error?.issues.map((issue) => issue.path[0])).toEqual([field])
})

test('news are of everything in reach, newest first, each with its record, and no more than asked for', async () => {
  const top = await makeAccount()
  const [near, far] = [await makeAccount({}, top), await makeAccount({}, top)]
  const at = (day: number) => new Date(Date.UTC(2026, 5, day))
  for (const [index, account] of [near, far, near, far].entries()) {
    const order = await ordered(account, [{}], { number: `SO-N${index}${account.code}` })
    await db
      .insertInto('timeline_entries')
      .values({ ...ownerOf(account), order_id: order.id, kind: 'orders.held', at: at(1 + index), facts: '{}' })
      .execute()
  }
  const days = async (scope: ReturnType<typeof member>, since = at(0), limit = 10) =>
    (await recentChanges(scope, [historyTimeline], since, limit)).map((one) => one.at.getUTCDate())
  expect(await days(member(whole(top)))).toEqual([4, 3, 2, 1])
  expect(await days(member(only(near)))).toEqual([3, 1])
  expect(await days(member(only(near, far)), at(2), 1)).toEqual([4])
  const [first] = await recentChanges(member(only(near)), [historyTimeline], at(0), 1)
  expect(first?.link).toEqual({ number: `SO-N2${near.code}`, to: 'orders' })
})
