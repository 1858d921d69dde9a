import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Refusal } from '~/values/outcome'
import { Conflict, notFound, refuse } from '~/values/outcome'
import { lockProgramme } from './closing.server'
import { openDispute } from './disputes.server'
import { statementMail } from './programmes.mail.server'
import type { StatementState } from './statement-states'
import { statementMoves } from './statement-states'
import type { AnswerForm } from './statements.forms.server'

type Answering = Scope<'distributor', 'programmes.read' | 'statements.answer' | 'requests.read'>
type Sending = Scope<'staff', 'programmes.read' | 'programmes.change'>

const may = (from: string, to: StatementState): boolean => statementMoves[from as StatementState].includes(to)

/**
 * A distributor accepts a statement or disputes it with a reason, which opens a request and is told to staff. Refuses one that was answered already; a
 * conflict where it changed since the page was read.
 */
export async function answerStatement(scope: Answering, id: Id, form: AnswerForm): Promise<{ state: StatementState } | Refusal> {
  return await scope.transaction(async (inner) => {
    const statement = await lockStatement(inner, id)
    if (statement.version !== form.version) throw new Conflict({ state: statement.state })
    const to = form.answer === 'accept' ? 'accepted' : 'disputed'
    if (!may(statement.state, to)) return refuse('', 'programmes:answer.answered')
    const reason = form.answer === 'dispute' ? form.reason : null
    const request_id = reason === null ? statement.request_id : await openDispute(inner, statement, reason)
    await inner.rows
      .updateTable('rebate_statements')
      .set({
        state: to,
        answered_at: inner.now,
        answered_by: inner.who.personId,
        version: statement.version + 1,
        request_id,
        ...(reason !== null && { dispute_reason: reason, disputed_at: inner.now, disputed_by: inner.who.personId }),
      })
      .where('id', '=', statement.id)
      .execute()
    await report(inner, statement, to, reason)
    return { state: to }
  })
}

async function lockStatement(scope: Answering, id: Id) {
  const row = await scope.rows
    .selectFrom('rebate_statements')
    .select(['id', 'number', 'account_id', 'root_account_id', 'programme_id', 'starts_on', 'state', 'version', 'request_id'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row ?? notFound()
}

export type LockedStatement = Awaited<ReturnType<typeof lockStatement>>

async function report(
  scope: Answering,
  statement: LockedStatement,
  to: 'accepted' | 'disputed',
  reason: string | null,
): Promise<void> {
  const facts = { number: statement.number, accountId: statement.account_id, state: to, reason }
  await scope.emit({ name: `statements.${to}`, facts })
  await scope.audit({
    action: to === 'accepted' ? 'statements.accept' : 'statements.dispute',
    subject: { type: 'statement', id: statement.number },
    accountId: statement.account_id,
    before: { state: statement.state },
    after: { state: to, ...(reason !== null && { reason }) },
  })
}

/** Sends the statements of a closed period to their distributors, by mail and on their pages. Refuses a period that was sent. */
export async function sendStatements(scope: Sending, code: string, startsOn: string): Promise<{ sent: number } | Refusal> {
  return await scope.transaction(async (inner) => {
    const programme = await lockProgramme(inner, code)
    const period = await inner.rows
      .selectFrom('programme_periods')
      .select(['id', 'sent_at'])
      .where('programme_id', '=', programme.id)
      .where('starts_on', '=', startsOn)
      .forUpdate()
      .executeTakeFirst()
    if (!period) return notFound()
    if (period.sent_at !== null) return refuse('', 'programmes:send.done')
    const statements = await inner.rows
      .selectFrom('rebate_statements')
      .select(['id', 'number', 'account_id'])
      .where('period_id', '=', period.id)
      .where('state', '=', 'calculated')
      .orderBy('id')
      .forUpdate()
      .execute()
    const sent = { state: 'sent', sent_at: inner.now, version: 2 }
    await inner.rows
      .updateTable('rebate_statements')
      .set(sent)
      .where('period_id', '=', period.id)
      .where('state', '=', 'calculated')
      .execute()
    await inner.rows
      .updateTable('programme_periods')
      .set({ sent_at: inner.now, sent_by: inner.who.personId === '0' ? null : inner.who.personId })
      .where('id', '=', period.id)
      .execute()
    await inner.queue(
      ...statements.map((one) => ({
        topic: statementMail,
        payload: { statementId: one.id },
        uniqueKey: `statement ${one.number}`,
      })),
    )
    await inner.audit({
      action: 'programmes.send',
      subject: { type: 'programme', id: programme.code },
      accountId: null,
      after: { period: startsOn, statements: statements.length },
    })
    return { sent: statements.length }
  })
}
