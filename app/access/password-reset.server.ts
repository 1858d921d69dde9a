import { createHash } from 'node:crypto'
import { db } from '~/database/connection.server'
import { enqueue } from '~/database/outbox.server'
import { normalEmail } from '~/values/email'
import type { Refusal } from '~/values/outcome'
import { tooMany } from '~/values/outcome'
import { networkOf, spend } from './limits.server'

/** The topic of the job that looks an address up and, where it is somebody's, sends the link. */
export const resetTopic = 'people.reset'
export type ResetRequest = { email: string }

/** One mail to one address in this time, however often it is asked for. */
export const resetPause = 600_000

/**
 * Asks for a link to a new password. Whether the address is known is found out after the answer, in a job, so that neither the
 * answer nor its time can tell. Refuses only those who ask too often.
 */
export async function askForReset(typed: string, ip: string, now = new Date()): Promise<{ asked: true } | Refusal> {
  const email = normalEmail(typed)
  const wait = await spend(['reset.address', networkOf(ip)], ['reset.person', email ?? typed.slice(0, 254).toLowerCase()])
  if (wait > 0) return tooMany('signin:slow', wait)
  if (email === null) return { asked: true }
  const slot = Math.floor(now.getTime() / resetPause)
  const uniqueKey = `${resetTopic}:${createHash('sha256').update(email).digest('hex').slice(0, 40)}:${slot}`
  const payload: ResetRequest = { email }
  await enqueue(db, now, [{ topic: resetTopic, payload, uniqueKey }])
  return { asked: true }
}
