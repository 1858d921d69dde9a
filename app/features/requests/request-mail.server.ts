import type { Id } from '~/database/tables'
import type { Locked, Moves } from './request-moves.server'

/** The topic of letters about requests. */
export const requestMail = 'requests.mail'

/** What waits in the outbox: ids. Who and what is read when the letter is written, with the eyes of whoever gets it. */
export type RequestMail = { letter: 'message'; personId: Id; messageId: Id; number: string }

/**
 * Asks for a letter about a message to everyone who takes part, but for its author. One job for each person and message: however
 * often this is asked for, nobody is mailed twice.
 */
export async function tellOthers(scope: Moves, request: Locked, messageId: Id): Promise<void> {
  const watchers = await scope.rows
    .selectFrom('request_watchers')
    .select('person_id')
    .where('request_id', '=', request.id)
    .orderBy('id')
    .limit(100)
    .execute()
  const people = [request.requester_id, request.assignee_id, ...watchers.map((one) => one.person_id)]
  const others = new Set(people.filter((id): id is Id => id !== null && id !== scope.who.personId))
  const letters = [...others].map((personId) => ({
    topic: requestMail,
    payload: { letter: 'message', personId, messageId, number: request.number } satisfies RequestMail,
    uniqueKey: `${requestMail} ${messageId} ${personId}`,
  }))
  if (letters.length > 0) await scope.queue(...letters)
}
