import { randomUUID } from 'node:crypto'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import { enqueue } from '~/database/outbox.server'
import { MailRefused } from '~/integrations/mail/send.server'
import { log } from '~/log.server'
import type { HeardEvent, JobContext, Scheduled, Work } from './jobs'
import type { Held } from './outbox.server'
import { claimJobs, failJob, finishSurely, leaseSeconds, releaseJob, renewLease } from './outbox.server'
import { planSchedule, runDue } from './schedule.server'

const idleMs = 500
const atOnce = 4
const scheduleEveryMs = 5_000

export type Worker = { stop(withinMs?: number): Promise<void> }

/**
 * Does what the outbox holds, a few jobs at once, until stopped. Any number of workers may run on any number of machines; each
 * job is held by a lease, so that one that is killed loses nothing.
 */
export function startWorker(work: Work): Worker {
  const owner = randomUUID()
  const stopping = new AbortController()
  const running = new Map<string, { job: Held; ended: Promise<void> }>()

  const take = async () => {
    const free = atOnce - running.size
    if (free <= 0) return false
    const jobs = await claimJobs(owner, free)
    for (const job of jobs) {
      const ended = runJob(job, work, stopping.signal).finally(() => running.delete(job.id))
      running.set(job.id, { job, ended })
    }
    return jobs.length > 0
  }
  const jobs = repeat(stopping.signal, idleMs, async () => {
    const some = await take()
    if (some) await Promise.race([...running.values()].map((one) => one.ended))
    return some
  })
  const clock = repeat(stopping.signal, scheduleEveryMs, async () => {
    await planOnce(work.scheduled)
    await runDue(work.scheduled, owner, stopping.signal, (name, error) =>
      log.error({ err: error, schedule: name }, 'scheduled job failed'),
    )
    return false
  })

  return {
    async stop(withinMs = 25_000) {
      stopping.abort()
      const late = new Promise((give) => setTimeout(give, withinMs).unref())
      await Promise.race([Promise.all([jobs, clock, ...[...running.values()].map((one) => one.ended)]), late])
      await Promise.all([...running.values()].map((one) => releaseJob(one.job)))
    },
  }
}

let planned: readonly Scheduled[] | undefined
async function planOnce(scheduled: readonly Scheduled[]) {
  if (planned === scheduled) return
  await planSchedule(scheduled)
  planned = scheduled
}

/** Runs `step` until stopped, at once again where it says that there is more. The database may be away: it says so and goes on. */
async function repeat(signal: AbortSignal, pauseMs: number, step: () => Promise<boolean>): Promise<void> {
  while (!signal.aborted) {
    const more = await step().catch((error: unknown) => {
      log.warn({ err: error }, 'worker waits')
      return false
    })
    if (!more) await pause(pauseMs, signal)
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((wake) => {
    const done = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', done)
      wake()
    }
    const timer = setTimeout(done, ms)
    signal.addEventListener('abort', done)
  })

async function runJob(job: Held, work: Work, stopping: AbortSignal): Promise<void> {
  const lost = new AbortController()
  const renewal = keepLease(job, lost)
  const context: JobContext = {
    scope: systemScope<StaffAbility>([]),
    jobId: job.id,
    attempt: job.attempts,
    signal: AbortSignal.any([stopping, lost.signal]),
  }
  try {
    await dispatch(job, JSON.parse(job.payload), work, context)
    await finishSurely(job, lost.signal)
  } catch (error) {
    const said = String((error as Error)?.stack ?? error)
    const outcome = await failJob(job, said, error instanceof MailRefused).catch(() => 'again' as const)
    log[outcome === 'dead' ? 'error' : 'warn'](
      { err: error, job: job.id, topic: job.topic, attempt: job.attempts },
      `job failed, ${outcome}`,
    )
  } finally {
    clearInterval(renewal)
  }
}

/** Renews the lease until cleared. A database that is away does not end it before its time. */
function keepLease(job: Held, lost: AbortController): ReturnType<typeof setInterval> {
  const life = leaseSeconds * 1000
  let until = Date.now() + life
  const renew = async () => {
    const asked = Date.now()
    if (await renewLease(job)) until = asked + life
    else lost.abort()
  }
  return setInterval(() => void renew().catch(() => Date.now() < until || lost.abort()), life / 3)
}

async function dispatch(job: Held, payload: unknown, work: Work, context: JobContext): Promise<void> {
  if (job.topic === 'event') return await fanOut(job, payload as HeardEvent, work)
  const subscriber = work.subscribers.find((one) => `hear:${one.name}` === job.topic)
  if (subscriber) return await subscriber.hear(payload as HeardEvent, context)
  const handler = work.handlers.find((one) => one.topic === job.topic)
  if (!handler) throw new Error(`nobody does jobs of the topic ${job.topic}`)
  await handler.run(payload, context)
}

/** One job per subscriber, each written once however often this runs. */
async function fanOut(job: Held, event: HeardEvent, work: Work): Promise<void> {
  const hearing = work.subscribers.filter((one) => one.event === event.name)
  const jobs = hearing.map((one) => ({ topic: `hear:${one.name}`, payload: event, uniqueKey: `event:${job.id}:${one.name}` }))
  await enqueue(db, new Date(), jobs)
}

/** Works off everything that is due, one after the other, and answers how many: for tests and commands. */
export async function workOff(work: Work, most = 1000): Promise<number> {
  const owner = randomUUID()
  for (let count = 0; count < most; count++) {
    const [job] = await claimJobs(owner, 1)
    if (!job) return count
    await runJob(job, work, new AbortController().signal)
  }
  return most
}
