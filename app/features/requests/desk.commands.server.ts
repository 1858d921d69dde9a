import { staffMay, staffRoles } from '~/access/abilities'
import type { Scope } from '~/access/scope.server'
import { handleOf, idOf } from '~/access/seal.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { refuse } from '~/values/outcome'
import type { Priority, RequestStatus } from './request'
import { mayFollow } from './request'
import { tellOthers } from './request-mail.server'
import type { Locked } from './request-moves.server'
import { lockRequest, move, sameVersion, targetsOf } from './request-moves.server'
import type { DeskForm } from './requests.forms.server'
import type { Works } from './requests.reach'

// What the staff do with requests.

export type DeskDone = { done: 'tagged' | 'untagged' | 'reply' | 'note' | 'assigned' | 'status' | 'priority' }

/**
 * One thing that staff do on the page of a request. All but notes name the version that the page showed: where somebody was faster,
 * nothing is done (Conflict), and the page says what changed.
 */
export async function actAtDesk(scope: Works, number: string, form: DeskForm): Promise<DeskDone | Refusal> {
  return await scope.transaction(async (inner) => {
    const request = await lockRequest(inner, number)
    if (form.do === 'note') return await note(inner, request, form.note)
    if (form.do === 'tag' || form.do === 'untag') return await label(inner, request, form.do === 'tag', form.tag)
    sameVersion(request, form.version)
    if (form.do === 'reply') return await reply(inner, request, form.body, form.status)
    if (form.do === 'take') return await assign(inner, request, inner.who.personId)
    if (form.do === 'assign') return await assignTo(inner, request, form.assignee ?? '')
    if (form.do === 'status') return await setStatus(inner, request, form.status)
    return await setPriority(inner, request, form.priority)
  })
}

/** A public answer: everyone who takes part is mailed once. The first one stops the clock of the first answer. */
async function reply(scope: Works, request: Locked, body: string, status: RequestStatus): Promise<DeskDone | Refusal> {
  if (status !== request.status && !mayFollow(request.status, status)) return refuse('status', 'requests:refused.move')
  const messageId = await scope.add('request_messages', request, {
    request_id: request.id,
    side: 'staff',
    author_id: scope.who.personId,
    body,
    created_at: scope.now,
  })
  await move(scope, request, {
    kind: 'replied',
    ...(status !== request.status && { from: request.status, to: status, status }),
    set: request.responded_at === null ? { responded_at: scope.now } : {},
  })
  await tellOthers(scope, request, messageId)
  if (status === 'solved' && request.status !== 'solved') await tellSolved(scope, request)
  await report(scope, request, 'requests.reply', { status: request.status }, { status, length: body.length })
  return { done: 'reply' }
}

async function note(scope: Works, request: Locked, body: string): Promise<DeskDone> {
  await scope.add('request_notes', request, {
    request_id: request.id,
    author_id: scope.who.personId,
    body,
    created_at: scope.now,
  })
  await report(scope, request, 'requests.note', undefined, { length: body.length })
  return { done: 'note' }
}

/** Words by which the staff find requests again. The row is locked, so that nobody's word is lost or there twice. */
async function label(scope: Works, request: Locked, wanted: boolean, tag: string): Promise<DeskDone> {
  const known = await scope.rows
    .selectFrom('request_tags')
    .select('id')
    .where('request_id', '=', request.id)
    .where('tag', '=', tag)
    .executeTakeFirst()
  if (wanted && !known) await scope.add('request_tags', request, { request_id: request.id, tag, created_at: scope.now })
  if (!wanted && known) await scope.rows.deleteFrom('request_tags').where('id', '=', known.id).execute()
  if (wanted !== Boolean(known)) await report(scope, request, wanted ? 'requests.tag' : 'requests.untag', undefined, { tag })
  return { done: wanted ? 'tagged' : 'untagged' }
}

/** To one of the staff who answer, by the name that the page gave them; to nobody where it is empty. */
async function assignTo(scope: Works, request: Locked, handle: string): Promise<DeskDone | Refusal> {
  if (handle === '') return await assign(scope, request, null)
  const personId = idOf('person', handle)
  const person = personId === null ? undefined : (await deskPeople(scope)).find((one) => one.id === personId)
  return person ? await assign(scope, request, person.id) : refuse('assignee', 'requests:refused.assignee')
}

async function assign(scope: Works, request: Locked, personId: Id | null): Promise<DeskDone> {
  if (request.assignee_id === personId) return { done: 'assigned' }
  await move(scope, request, {
    kind: 'assigned',
    from: request.assignee_id,
    to: personId,
    set: { assignee_id: personId },
  })
  await report(scope, request, 'requests.assign', { assignee_id: request.assignee_id }, { assignee_id: personId })
  return { done: 'assigned' }
}

async function setStatus(scope: Works, request: Locked, status: RequestStatus): Promise<DeskDone | Refusal> {
  if (status === request.status) return { done: 'status' }
  if (!mayFollow(request.status, status)) return refuse('status', 'requests:refused.move')
  await move(scope, request, { kind: 'status', from: request.status, to: status, status })
  if (status === 'solved') await tellSolved(scope, request)
  await report(scope, request, 'requests.status', { status: request.status }, { status })
  return { done: 'status' }
}

/** Another priority has other targets, from the beginning. */
async function setPriority(scope: Works, request: Locked, priority: Priority): Promise<DeskDone> {
  if (priority === request.priority) return { done: 'priority' }
  const { response_minutes, solution_minutes } = await targetsOf(scope, priority)
  await move(scope, request, {
    kind: 'priority',
    from: request.priority,
    to: priority,
    set: { priority, response_minutes, solution_minutes },
  })
  await report(scope, request, 'requests.priority', { priority: request.priority }, { priority })
  return { done: 'priority' }
}

/** Later features ask for a rating, and tell whoever else waits. */
const tellSolved = (scope: Works, request: Locked) =>
  scope.emit({ name: 'requests.solved', facts: { number: request.number, accountId: request.account_id } })

type Values = Record<string, string | number | null>

async function report(scope: Works, request: Locked, action: string, before: Values | undefined, after: Values): Promise<void> {
  await scope.audit({
    action,
    subject: { type: 'request', id: request.number },
    accountId: request.account_id,
    ...(before && { before }),
    after,
  })
}

const answering = staffRoles.filter((role) => staffMay(role, 'requests.work'))

/** Everyone of the staff who answers requests, by name. */
const deskPeople = (scope: Scope<'staff', 'requests.read'>) =>
  scope.rows
    .selectFrom('persons')
    .select(['id', 'name'])
    .where('staff_role', 'in', answering)
    .where('active', '=', 1)
    .orderBy('name')
    .orderBy('id')
    .limit(500)
    .execute()

/** Whom a request may be given to, and whose it is now, by the names that pages give to people. */
export async function colleaguesFor(scope: Scope<'staff', 'requests.read'>, number: string) {
  const [people, request] = await Promise.all([
    deskPeople(scope),
    scope.rows.selectFrom('requests').select('assignee_id').where('number', '=', number).executeTakeFirst(),
  ])
  const assignee = people.find((one) => one.id === request?.assignee_id)
  return {
    people: people.map(({ id, name }) => ({ handle: handleOf('person', id), name })),
    assignee: assignee ? handleOf('person', assignee.id) : '',
  }
}
