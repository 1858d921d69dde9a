/** What a failed statement means for whoever asked: nothing here talks to the database. */

type Failed = { code?: string; errno?: number; message?: string; sqlMessage?: string }
const told = (error: unknown): Failed => (error ?? {}) as Failed

/** The way to the server is gone, or it is going. */
const lost = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'ETIMEDOUT',
  'EPIPE',
  'PROTOCOL_CONNECTION_LOST',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
  'ER_CON_COUNT_ERROR',
])
const lostMessages = new Set([
  'Queue limit reached.',
  'Pool is closed.',
  "Can't add new command when connection is in closed state",
])

/** Somebody else was in the way, and nothing is left of the transaction: 1213 deadlock, 1205 lock wait, 1020 changed since read. */
const conflicts = new Set([1213, 1205, 1020])
/** Of a node of a cluster: 1047 it is not ready, because it has lost the others or catches up; 1180 it lost them at COMMIT. */
const [notReady, lostAtCommit] = [1047, 1180]

/** The statement took longer than one may: 1969 in MariaDB, 3024 in MySQL. */
const tookTooLong = new Set([1969, 3024])

export const isLost = (error: unknown): boolean => {
  const { code, message } = told(error)
  return (code !== undefined && lost.has(code)) || lostMessages.has(message ?? '')
}

/** Whether the database took somebody else's change instead of this one, all of which is undone. */
export const isConflict = (error: unknown): boolean => conflicts.has(told(error).errno ?? 0)

/** Whether the node of a cluster takes nothing now. */
const isDetached = (error: unknown): boolean => [notReady, lostAtCommit].includes(told(error).errno ?? 0)

/** Whether the database cannot be reached or did not get to it, so that asking again in a moment makes sense. */
export const isPassing = (error: unknown): boolean =>
  isLost(error) || isConflict(error) || isDetached(error) || tookTooLong.has(told(error).errno ?? 0)

/**
 * Whether the whole of a transaction that failed may be run again. Before COMMIT nothing of it is there. What fails at COMMIT by a
 * conflict is undone too, which only a cluster finds out that late; where the connection or the cluster was lost there, nobody knows,
 * and only what is done `once` however often it runs may be tried again.
 */
export function mayRunAgain(error: unknown, failed: { atCommit: boolean; once: boolean }): boolean {
  if (isConflict(error)) return true
  return (isLost(error) || isDetached(error)) && (!failed.atCommit || failed.once)
}

/** MySQL's error for a second row with the same unique key, and the key it names. */
export function duplicateKey(error: unknown): string | null {
  const { errno, sqlMessage } = told(error)
  if (errno !== 1062) return null
  return /for key '(?:[^'.]*\.)?([^']+)'/.exec(sqlMessage ?? '')?.[1] ?? ''
}
