import { sql } from 'kysely'
import { afterEach, expect, test, vi } from 'vitest'
import { db } from '~/database/connection.server'
import { enqueue } from '~/database/outbox.server'
import { unique } from '../../tests/support/make'
import type { Work } from './jobs'
import { backoffSeconds, claimJobs, failJob, finishJob, mostAttempts, releaseJob, renewLease } from './outbox.server'
import { planSchedule, runDue } from './schedule.server'
import { startWorker, workOff } from './worker.server'

afterEach(() => void vi.restoreAllMocks())

const nothing: Work = { handlers: [], subscribers: [], scheduled: [] }
const stateOf = async (key: string) =>
  await db.selectFrom('outbox').select(['state', 'attempts', 'last_error']).where('unique_key', '=', key).executeTakeFirst()
const soon = () => db.updateTable('outbox').set({ run_at: sql`now(3)` }).where('state', '=', 'waiting').execute()

async function ask(topic: string, payload: unknown = {}) {
  const key = unique()
  await enqueue(db, new Date(Date.now() - 1000), [{ topic, payload, uniqueKey: key }])
  return key
}

test('twenty workers at once do each job once', async () => {
  const topic = unique()
  const done: unknown[] = []
  const work: Work = { ...nothing, handlers: [{ topic, run: async (payload) => void done.push(payload) }] }
  await Promise.all(Array.from({ length: 50 }, (_, index) => ask(topic, index)))
  await Promise.all(Array.from({ length: 20 }, () => workOff(work)))
  expect(done.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 50 }, (_, index) => index))
})

test('a job asked for twice under one key exists once', async () => {
  const key = unique()
  await Promise.all([1, 2, 3].map(() => enqueue(db, new Date(), [{ topic: key, payload: 1, uniqueKey: key }])))
  expect(await db.selectFrom('outbox').select('id').where('unique_key', '=', key).execute()).toHaveLength(1)
  await workOff({ ...nothing, handlers: [{ topic: key, run: async () => {} }] })
})

test('a job that fails is tried again, and in the end is a dead letter with its reason', async () => {
  const topic = unique()
  const key = await ask(topic)
  const work: Work = { ...nothing, handlers: [{ topic, run: async () => Promise.reject(new Error('no route to mail')) }] }
  for (let count = 1; count <= mostAttempts; count++) {
    await soon()
    await workOff(work, 1)
    const job = await stateOf(key)
    expect([job?.attempts, job?.state]).toEqual([count, count < mostAttempts ? 'waiting' : 'dead'])
  }
  expect((await stateOf(key))?.last_error).toContain('no route to mail')
})

test('what a killed process held is done by another when the lease ends, and the first can no longer finish it', async () => {
  const topic = unique()
  const key = await ask(topic)
  const [held] = await claimJobs('killed', 1)
  if (!held) throw new Error('nothing to claim')
  expect(await claimJobs('other', 10)).toEqual([])
  await soon() // as if the lease had ended
  const [again] = await claimJobs('other', 10)
  if (!again) throw new Error('not claimed again')
  expect(await renewLease(held)).toBe(false)
  await finishJob(held)
  expect((await stateOf(key))?.state).toBe('waiting')
  await failJob(held, 'too late')
  expect((await stateOf(key))?.last_error).toBe(null)
  await finishJob(again)
  expect((await stateOf(key))?.state).toBe('done')
})

test('what is done is not done again because the database was away when that was to be written down', async () => {
  const topic = unique()
  let runs = 0
  const run = async () => {
    runs += 1
    const away = Object.assign(new Error('node is not ready'), { errno: 1047 })
    vi.spyOn(db, 'updateTable').mockImplementationOnce(() => {
      throw away
    })
  }
  const key = await ask(topic)
  await workOff({ ...nothing, handlers: [{ topic, run }] })
  expect([runs, (await stateOf(key))?.state]).toEqual([1, 'done'])
})

test('a job that somebody takes on another node at the same moment is theirs, and what was taken before stays', async () => {
  const topic = unique()
  const keys = [await ask(topic), await ask(topic)]
  const update = db.updateTable.bind(db)
  const conflict = Object.assign(new Error('deadlock'), { errno: 1213 })
  type Failing = { set(): Failing; where(): Failing; executeTakeFirst(): Promise<never> }
  const failing: Failing = { set: () => failing, where: () => failing, executeTakeFirst: () => Promise.reject(conflict) }
  vi.spyOn(db, 'updateTable')
    .mockImplementationOnce(update as never)
    .mockImplementationOnce(() => failing as never)
  const held = await claimJobs('this', 10)
  expect(held).toHaveLength(1)
  await Promise.all(held.map(releaseJob))
  await db.deleteFrom('outbox').where('unique_key', 'in', keys).execute()
})

test('what was claimed and given back is untouched', async () => {
  const key = await ask(unique())
  const [held] = await claimJobs('leaving', 1)
  if (!held) throw new Error('nothing to claim')
  await releaseJob(held)
  expect(await stateOf(key)).toMatchObject({ state: 'waiting', attempts: 0 })
  await db.deleteFrom('outbox').where('unique_key', '=', key).execute()
})

test('an event reaches each of its subscribers once, though its job runs twice', async () => {
  const heard: string[] = []
  const order = unique()
  const work: Work = {
    ...nothing,
    subscribers: ['mail', 'home'].map((name) => ({
      event: 'test.moved',
      name: `${name}.${order}`,
      hear: async (event) => void heard.push(`${name} ${String(event.facts.order)}`),
    })),
  }
  const key = await ask('event', { name: 'test.moved', facts: { order }, at: new Date(), personId: '0' })
  await workOff(work)
  await db.updateTable('outbox').set({ state: 'waiting', run_at: sql`now(3)` }).where('unique_key', '=', key).execute()
  await workOff(work)
  expect(heard.toSorted()).toEqual([`home ${order}`, `mail ${order}`])
})

test('a job of a topic that nobody does is not lost', async () => {
  const key = await ask('nobody.does.this')
  await workOff(nothing, 1)
  expect(await stateOf(key)).toMatchObject({ state: 'waiting', attempts: 1 })
  await db.deleteFrom('outbox').where('unique_key', '=', key).execute()
})

test('a worker that is told to stop finishes what it is at', async () => {
  const topic = unique()
  let ended = false
  let begun = () => {}
  const started = new Promise<void>((tell) => {
    begun = tell
  })
  const run = async () => {
    begun()
    await new Promise((wake) => setTimeout(wake, 200))
    ended = true
  }
  const key = await ask(topic)
  const worker = startWorker({ ...nothing, handlers: [{ topic, run }] })
  await started
  await worker.stop()
  expect([ended, (await stateOf(key))?.state]).toEqual([true, 'done'])
})

test('of several processes one runs what is scheduled', async () => {
  let runs = 0
  const scheduled = [{ name: unique(), everySeconds: 60, run: async () => void runs++ }]
  await planSchedule(scheduled)
  await Promise.all(
    Array.from({ length: 10 }, (_, index) => runDue(scheduled, `process ${index}`, new AbortController().signal, () => {})),
  )
  await runDue(scheduled, 'later', new AbortController().signal, () => {})
  expect(runs).toBe(1)
})

test('waiting grows from five seconds to an hour', () => {
  expect([1, 2, 3, 20].map((attempts) => backoffSeconds(attempts, 0))).toEqual([5, 10, 20, 3600])
  expect(backoffSeconds(1, 1)).toBe(8)
})
