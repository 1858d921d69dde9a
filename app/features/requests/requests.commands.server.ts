import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { isRefusal, refuse } from '~/values/outcome'
import { addClaim, addPhotos } from './claim.server'
import { isOpenStatus } from './request'
import { tellOthers } from './request-mail.server'
import type { Locked } from './request-moves.server'
import { lockRequest, move, sameVersion } from './request-moves.server'
import { openRequest } from './request-opening.server'
import { aboutOf } from './request-subject.server'
import type { MemberForm, NewForm } from './requests.forms.server'
import type { Raises } from './requests.reach'
import { addWatcher, removeWatcher } from './watchers.server'

// What members do with their requests.

/**
 * Raises a request for the account that it is about, with its first message. Refuses an order or shipment that the reader does not
 * see at its field, as if it were not there. Nobody is mailed: the queue of the staff shows it.
 */
export async function raiseRequest(scope: Raises, form: NewForm): Promise<{ id: Id; number: string; messageId: Id } | Refusal> {
  return await scope.transaction(async (inner) => {
    const about = await aboutOf(inner, form)
    if (isRefusal(about)) return about
    const { owner, orderId, shipmentId } = about
    const { kind, subject, visibility } = form
    const request = await openRequest(inner, owner, {
      kind,
      subject,
      visibility,
      requesterId: inner.who.personId,
      orderId,
      shipmentId,
    })
    const messageId = await inner.add('request_messages', about.owner, {
      request_id: request.id,
      side: 'customer',
      author_id: inner.who.personId,
      body: form.body,
      created_at: inner.now,
    })
    const owned = { ...about.owner, id: request.id, orderId: about.orderId }
    const refused = (await addClaim(inner, owned, form)) ?? (await addPhotos(inner, owned, messageId, form.photos))
    if (refused) return refused
    await inner.emit({
      name: 'requests.raised',
      facts: { number: request.number, kind: form.kind, accountId: about.owner.account_id },
    })
    await inner.audit({
      action: 'requests.raise',
      subject: { type: 'request', id: request.number },
      accountId: about.owner.account_id,
      after: { kind: form.kind, visibility: form.visibility },
    })
    return { ...request, messageId }
  })
}

export type MemberDone = { done: 'said' | 'closed' | 'reopened' | 'shown' | 'watched' | 'unwatched' }

/** What a member does on the page of a request. What is said needs no version: nothing of others is lost by it. */
export async function actAsMember(scope: Raises, number: string, form: MemberForm): Promise<MemberDone | Refusal> {
  return await scope.transaction(async (inner) => {
    const request = await lockRequest(inner, number)
    if (form.do === 'watch') return await addWatcher(inner, request, form.watcher)
    if (form.do === 'unwatch') return await removeWatcher(inner, request, form.watcher)
    if (form.do === 'say') return await say(inner, request, form.body, 'said')
    sameVersion(request, form.version)
    if (form.do === 'close') return await close(inner, request)
    if (form.do === 'show') return await show(inner, request, form.visibility)
    if (isOpenStatus(request.status)) return refuse('', 'requests:refused.isOpen')
    return await say(inner, request, form.body, 'reopened')
  })
}

/** A message of the customer; where the staff waited for it, or had finished, it is their turn again. */
async function say(scope: Raises, request: Locked, body: string, done: 'said' | 'reopened'): Promise<MemberDone> {
  const messageId = await scope.add('request_messages', request, {
    request_id: request.id,
    side: 'customer',
    author_id: scope.who.personId,
    body,
    created_at: scope.now,
  })
  const again = request.status === 'waiting_customer' || !isOpenStatus(request.status)
  await move(scope, request, {
    kind: 'said',
    ...(again && { from: request.status, to: 'open', status: 'open' }),
  })
  await tellOthers(scope, request, messageId)
  await scope.audit({
    action: 'requests.say',
    subject: { type: 'request', id: request.number },
    accountId: request.account_id,
    after: { length: body.length, ...(again && { status: 'open' }) },
  })
  return { done }
}

async function close(scope: Raises, request: Locked): Promise<MemberDone | Refusal> {
  if (request.status === 'closed') return refuse('', 'requests:refused.isClosed')
  await move(scope, request, { kind: 'status', from: request.status, to: 'closed', status: 'closed' })
  await scope.audit({
    action: 'requests.close',
    subject: { type: 'request', id: request.number },
    accountId: request.account_id,
    before: { status: request.status },
    after: { status: 'closed' },
  })
  return { done: 'closed' }
}

/** Who of the company may read it is for whoever asked to say. */
async function show(scope: Raises, request: Locked, visibility: string): Promise<MemberDone | Refusal> {
  if (request.requester_id !== scope.who.personId) return refuse('visibility', 'requests:refused.notYours')
  if (request.visibility === visibility) return { done: 'shown' }
  await move(scope, request, { kind: 'shown', from: request.visibility, to: visibility, set: { visibility } })
  await scope.audit({
    action: 'requests.show',
    subject: { type: 'request', id: request.number },
    accountId: request.account_id,
    before: { visibility: request.visibility },
    after: { visibility },
  })
  return { done: 'shown' }
}
