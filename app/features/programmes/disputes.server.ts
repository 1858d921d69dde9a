import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { openRequest } from '~/features/requests/request-opening.server'
import { responsibleFor } from '~/features/requests/responsible.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'

type Disputing = Scope<'distributor', 'programmes.read' | 'statements.answer' | 'requests.read'>
type Disputed = {
  number: string
  account_id: Id
  root_account_id: Id
  programme_id: Id
  starts_on: string
}

/**
 * Opens the request in which a disputed statement is talked about: of the distributor's account, about billing, with the reason as its
 * first message, for whoever of the account's team looks after its money.
 */
export async function openDispute(scope: Disputing, statement: Disputed, reason: string): Promise<Id> {
  const [{ code }, account, assigneeId] = await Promise.all([
    scope.rows.selectFrom('programmes').select('code').where('id', '=', statement.programme_id).executeTakeFirstOrThrow(),
    scope.rows.selectFrom('accounts').select('code').where('id', '=', statement.account_id).executeTakeFirstOrThrow(),
    responsibleFor(scope, statement.account_id, ['finance', 'manager']),
  ])
  const search = new URLSearchParams({ account: account.code })
  const path = `programmes/${encodeURIComponent(code)}/${statement.starts_on.slice(0, 7)}?${search}`
  const language = scope.who.language as Language
  const { id, number } = await openRequest(scope, statement, {
    kind: 'billing',
    subject: texts[language].getFixedT(language, 'programmes')('answer.request', { number: statement.number }),
    visibility: 'account',
    requesterId: scope.who.personId,
    assigneeId,
    orderId: null,
    shipmentId: null,
    record: { kind: 'statement', number: statement.number, path },
  })
  await scope.add('request_messages', statement, {
    request_id: id,
    side: 'customer',
    author_id: scope.who.personId,
    body: reason,
    created_at: scope.now,
  })
  await scope.emit({ name: 'requests.raised', facts: { number, kind: 'billing', accountId: statement.account_id } })
  await scope.audit({
    action: 'requests.raise',
    subject: { type: 'request', id: number },
    accountId: statement.account_id,
    after: { kind: 'billing', visibility: 'account' },
  })
  return id
}
