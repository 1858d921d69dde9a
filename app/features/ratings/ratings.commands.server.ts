import type { StaffAbility } from '~/access/abilities'
import type { ByLink } from '~/access/mail-links.server'
import { makeLink } from '~/access/mail-links.server'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Subscriber, SystemScope } from '~/features/registry.types'
import { openRequest } from '~/features/requests/request-opening.server'
import { responsibleFor } from '~/features/requests/responsible.server'
import { texts } from '~/languages/texts.server'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { needsFollowUp } from './rating'
import type { ModerateForm, RateForm } from './ratings.forms.server'
import { ratingMail } from './ratings.mail.server'

/**
 * Asks whoever raised a request what they think of how it was solved: once for each request, with a link that needs no sign-in. A
 * request that is open again when this is heard is not asked about yet.
 */
export const askForRating: Subscriber = {
  event: 'requests.solved',
  name: 'ratings.ask',
  async hear({ facts }, { scope }) {
    await scope.transaction((inner) => ask(inner, String(facts.number)))
  },
}

async function ask(scope: SystemScope, number: string): Promise<void> {
  const request = await scope.rows
    .selectFrom('requests')
    .select(['id', 'account_id', 'requester_id', 'status', 'rating_asked_at'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst()
  if (!request?.requester_id || request.status !== 'solved' || request.rating_asked_at) return
  await scope.rows.updateTable('requests').set({ rating_asked_at: scope.now }).where('id', '=', request.id).execute()
  const { requester_id: personId, account_id: accountId, id: subjectId } = request
  const { id: linkId, sealed } = await makeLink(scope, { purpose: 'rating', personId, accountId, subjectId })
  await scope.queue({ topic: ratingMail, payload: { personId, linkId, sealed, number }, uniqueKey: `${ratingMail} ${subjectId}` })
}

type System = Scope<'staff', StaffAbility>

/** Keeps a rating until the staff have looked at it. A bad one opens a request of the host for the team of the account. */
export async function rate(scope: System, { personId, subjectId }: ByLink, form: RateForm): Promise<{ score: number } | Refusal> {
  const request = await scope.rows
    .selectFrom('requests')
    .select(['id', 'account_id', 'root_account_id', 'number', 'order_id', 'shipment_id'])
    .where('id', '=', subjectId ?? '0')
    .forUpdate()
    .executeTakeFirst()
  if (!request) return refuse('', 'signin:link.over')
  const followUp = needsFollowUp(form.score) ? await callBack(scope, request, form, personId) : null
  await scope.add('ratings', request, {
    request_id: request.id,
    person_id: personId,
    score: form.score,
    reasons: (form.reasons ?? []).join(','),
    comment: form.comment || null,
    state: 'waiting',
    follow_up_id: followUp,
    created_at: scope.now,
    updated_at: scope.now,
  })
  await scope.emit({ name: 'ratings.given', facts: { number: request.number, score: form.score, accountId: request.account_id } })
  await scope.audit({
    action: 'ratings.give',
    subject: { type: 'request', id: request.number },
    accountId: request.account_id,
    after: { score: form.score, person_id: personId },
  })
  return { score: form.score }
}

type Rated = { account_id: Id; root_account_id: Id; number: string; order_id: Id | null; shipment_id: Id | null }

/** Somebody of the account's team should call, knowing what was said; no member sees this request. */
async function callBack(scope: System, request: Rated, { score, reasons, comment }: RateForm, personId: Id): Promise<Id> {
  const say = texts.en.getFixedT('en', 'ratings')
  const assigneeId = await responsibleFor(scope, request.account_id, ['service', 'manager'])
  const { id } = await openRequest(scope, request, {
    kind: 'complaint',
    subject: say('followUp', { score, number: request.number }),
    visibility: 'staff',
    requesterId: null,
    assigneeId,
    orderId: request.order_id,
    shipmentId: request.shipment_id,
  })
  const about = (reasons ?? []).map((reason) => say(`reason.${reason}`)).join(', ')
  const body = [about, comment].filter(Boolean).join('\n')
  if (body) await scope.add('request_notes', request, { request_id: id, author_id: personId, body, created_at: scope.now })
  return id
}

export type Moderating = Scope<'staff', 'ratings.moderate'>

/** Approves, refuses or answers a rating. Refuses to decide twice; a conflict where somebody else was faster. */
export async function moderate(scope: Moderating, number: string, form: ModerateForm): Promise<{ done: string } | Refusal> {
  return await scope.transaction(async (inner) => {
    const rating = await lockRating(inner, number)
    if (rating.version !== form.version) throw new Conflict({ state: rating.state })
    if (form.do !== 'respond' && rating.state !== 'waiting') return refuse('', 'ratings:refused.decided')
    if (form.do === 'respond' && rating.state === 'refused') return refuse('response', 'ratings:refused.hidden')
    await inner.rows
      .updateTable('ratings')
      .set({ ...changeOf(inner, rating.comment, form), version: rating.version + 1, updated_at: inner.now })
      .where('id', '=', rating.id)
      .execute()
    await inner.emit({ name: `ratings.${form.do}`, facts: { number, accountId: rating.account_id } })
    await inner.audit({
      action: `ratings.${form.do}`,
      subject: { type: 'request', id: number },
      accountId: rating.account_id,
      before: { state: rating.state },
      after:
        form.do === 'refuse'
          ? { state: 'refused', refusal: form.refusal }
          : { state: form.do === 'approve' ? 'approved' : rating.state },
    })
    return { done: form.do }
  })
}

async function lockRating(scope: Moderating, number: string) {
  const request = await scope.rows.selectFrom('requests').select('id').where('number', '=', number).executeTakeFirst()
  const row = await scope.rows
    .selectFrom('ratings')
    .select(['id', 'account_id', 'state', 'comment', 'version'])
    .where('request_id', '=', request?.id ?? '0')
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}

function changeOf({ who, now }: Moderating, comment: string | null, form: ModerateForm) {
  if (form.do === 'respond') return { response: form.response, responded_by: who.personId, responded_at: now }
  const decided = { decided_by: who.personId, decided_at: now }
  if (form.do === 'refuse') return { ...decided, state: 'refused', refusal: form.refusal }
  const shown = form.shown ?? ''
  return { ...decided, state: 'approved', shown_comment: shown === (comment ?? '') ? null : shown }
}
