import type { Owner } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { besideOf } from './account-beside.server'
import { cannedReplies, cannedReply } from './canned.queries.server'
import { colleaguesFor } from './desk.commands.server'
import type { RequestRecord } from './request.queries.server'
import { changesOf, notesOf, tagsOf } from './request.queries.server'
import type { Desk } from './requests.reach'

type Found = { id: Id; owner: Owner; request: RequestRecord }

/** What whoever answers has around a request that was found; `reply` names the prepared answer that they took, if any. */
export async function aroundRequest(scope: Desk, { id, owner, request }: Found, reply: string | null) {
  const [notes, tags, canned, prepared, changes, beside, desk] = await Promise.all([
    notesOf(scope, id),
    tagsOf(scope, id),
    cannedReplies(scope),
    cannedReply(scope, reply, request, env.HOST_NAME),
    changesOf(scope, id),
    besideOf(scope, owner, request.number),
    colleaguesFor(scope, request.number),
  ])
  return { notes, tags, canned, prepared, changes, beside, desk }
}
