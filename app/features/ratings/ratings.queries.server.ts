import { lookByLink } from '~/access/mail-links.server'
import type { Scope } from '~/access/scope.server'
import type { At, Page } from '~/database/keyset.server'
import { beyond, readPage } from '~/database/keyset.server'
import type { Id } from '~/database/tables'
import { notFound } from '~/values/outcome'
import type { RatingReason, RatingState } from './rating'
import type { Moderating } from './ratings.commands.server'

const reasonsOf = (text: string): RatingReason[] => text.split(',').filter(Boolean) as RatingReason[]

export type RatingRow = { number: string; subject: string; account: string; score: number; comment: string | null; at: Date }
const pageSize = 25

/** One page of the ratings in a state: those that wait in the order in which they came, the others newest first. */
export async function listRatings(scope: Moderating, state: RatingState, at: At): Promise<Page<RatingRow>> {
  const page = await readPage(
    {
      name: `ratings ${state}`,
      direction: state === 'waiting' ? 'asc' : 'desc',
      positionOf: (row: Row) => ({ at: row.created_at.toISOString(), id: row.id }),
      read: (place, direction, limit) =>
        listQuery(scope, state)
          .$if(place !== null, (query) =>
            query.where(({ ref }) =>
              beyond(ref('v.created_at'), ref('v.id'), { at: new Date(place?.at ?? 0), id: place?.id ?? '0' }, direction),
            ),
          )
          .orderBy('v.created_at', direction)
          .orderBy('v.id', direction)
          .limit(limit)
          .execute(),
    },
    at,
    pageSize,
  )
  const rows = page.rows.map(({ number, subject, name, score, comment, created_at }) => ({
    number,
    subject,
    account: name ?? '',
    score,
    comment,
    at: created_at,
  }))
  return { ...page, rows }
}

const listQuery = (scope: Moderating, state: RatingState) =>
  scope.rows
    .selectFrom('ratings as v')
    .innerJoin('requests as r', 'r.id', 'v.request_id')
    .leftJoin('accounts as a', 'a.id', 'v.account_id')
    .select(['v.id', 'v.score', 'v.comment', 'v.created_at', 'r.number', 'r.subject', 'a.name'])
    .where('v.state', '=', state)
type Row = Awaited<ReturnType<ReturnType<typeof listQuery>['execute']>>[number]

/** One rating with everything that a decision needs. Refuses (404) a request without one. */
export async function getRating(scope: Moderating, number: string) {
  const row = await scope.rows
    .selectFrom('ratings as v')
    .innerJoin('requests as r', 'r.id', 'v.request_id')
    .leftJoin('requests as next', 'next.id', 'v.follow_up_id')
    .leftJoin('accounts as a', 'a.id', 'v.account_id')
    .leftJoin('persons as by', 'by.id', 'v.person_id')
    .select(['v.score', 'v.reasons', 'v.comment', 'v.shown_comment', 'v.state', 'v.refusal', 'v.response', 'v.version'])
    .select([
      'v.created_at',
      'r.number',
      'r.subject',
      'next.number as follow_up',
      'a.code',
      'a.name as account',
      'by.name as person',
    ])
    .where('r.number', '=', number)
    .executeTakeFirst()
  if (!row) return notFound()
  return { ...row, state: row.state as RatingState, reasons: reasonsOf(row.reasons) }
}
export type RatingRecord = Awaited<ReturnType<typeof getRating>>

/** The rating of a request as far as the reader sees it: approved ones, and one's own. Only what may be shown of the comment. */
export async function ratingOf(scope: Scope<'portal' | 'staff', 'requests.read'>, request: Id) {
  const row = await scope.rows
    .selectFrom('ratings')
    .select(['score', 'reasons', 'comment', 'shown_comment', 'state', 'response'])
    .where('request_id', '=', request)
    .executeTakeFirst()
  if (!row) return null
  const { score, state, response } = row
  return {
    score,
    state: state as RatingState,
    response,
    reasons: reasonsOf(row.reasons),
    comment: row.shown_comment ?? row.comment,
  }
}
export type ShownRating = NonNullable<Awaited<ReturnType<typeof ratingOf>>>

/** What the page of a mailed link shows: what is to be rated, or that the link does nothing any more. */
export const lookAtRatingLink = (token: string) =>
  lookByLink(token, 'rating', (scope, id) =>
    scope.rows.selectFrom('requests').select(['number', 'subject']).where('id', '=', id).executeTakeFirst(),
  )
