import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { formatAmount } from '~/ui/money'
import { spanDates } from '~/ui/when-text'
import type { JobHandler, Subscriber, SystemScope } from '~/work/jobs'

/** The topic of letters that say a statement is there. */
export const statementMail = 'programmes.statement'
const letterTopic = 'programmes.letter'

type Letter = { statementId: Id; personId: Id; about: 'sent' | 'disputed' }

/** Who answers for money at the distributor's account: each gets a letter of their own. */
const answerers = (scope: SystemScope, accountId: Id) =>
  scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select('p.id')
    .distinct()
    .where('m.account_id', '=', accountId)
    .where('m.role', 'in', ['admin', 'finance'])
    .where('p.active', '=', 1)
    .orderBy('p.id')
    .execute()

/** The staff who look after an account's money today; every manager where nobody is named. */
async function keepers(scope: SystemScope, accountId: Id) {
  const day = scope.now.toISOString().slice(0, 10)
  const team = await scope.rows
    .selectFrom('account_team as t')
    .innerJoin('persons as p', 'p.id', 't.person_id')
    .select('p.id')
    .distinct()
    .where('t.account_id', '=', accountId)
    .where('t.role', 'in', ['manager', 'finance'])
    .where('t.valid_from', '<=', day)
    .where((eb) => eb.or([eb('t.valid_to', 'is', null), eb('t.valid_to', '>=', day)]))
    .where('p.active', '=', 1)
    .execute()
  if (team.length > 0) return team
  return await scope.rows.selectFrom('persons').select('id').where('staff_role', '=', 'manager').where('active', '=', 1).execute()
}

/** A sent statement: a letter for each person who may answer it. */
export const statementMailer: JobHandler = {
  topic: statementMail,
  async run(payload, { scope }) {
    const { statementId } = payload as { statementId: Id }
    const statement = await statementOf(scope, statementId)
    if (statement?.state !== 'sent') return
    await queueLetters(scope, statementId, 'sent', await answerers(scope, statement.account_id))
  },
}

async function queueLetters(scope: SystemScope, statementId: Id, about: Letter['about'], persons: readonly { id: Id }[]) {
  await scope.transaction(async (inner) => {
    await inner.queue(
      ...persons.map(({ id }) => ({
        topic: letterTopic,
        payload: { statementId, personId: id, about } satisfies Letter,
        uniqueKey: `statement letter ${about} ${statementId} ${id}`,
      })),
    )
  })
}

/** A disputed statement is told to the staff who look after the account. */
export const disputeTeller: Subscriber = {
  event: 'statements.disputed',
  name: 'programmes.dispute-told',
  async hear({ facts }, { scope }) {
    const row = await scope.rows
      .selectFrom('rebate_statements')
      .select(['id', 'account_id'])
      .where('number', '=', String(facts.number))
      .executeTakeFirst()
    if (row) await queueLetters(scope, row.id, 'disputed', await keepers(scope, row.account_id))
  },
}

const statementOf = (scope: SystemScope, id: Id) =>
  scope.rows
    .selectFrom('rebate_statements as s')
    .innerJoin('programmes as g', 'g.id', 's.programme_id')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .select(['s.account_id', 's.number', 's.state', 's.starts_on', 's.ends_on', 's.amount', 's.currency', 's.dispute_reason'])
    .leftJoin('requests as q', 'q.id', 's.request_id')
    .select('q.number as request')
    .select(['g.code', 'g.name', 'g.local_name', 'a.code as account_code', 'a.name as account'])
    .where('s.id', '=', id)
    .executeTakeFirst()

export const statementLetter: JobHandler = {
  topic: letterTopic,
  async run(payload, { scope, jobId }) {
    const { statementId, personId, about } = payload as Letter
    const person = await scope.rows
      .selectFrom('persons')
      .select(['name', 'email', 'language'])
      .where('id', '=', personId)
      .where('active', '=', 1)
      .executeTakeFirst()
    const statement = await statementOf(scope, statementId)
    if (!person || !statement) return
    const language = person.language as Language
    const written = writeLetter({ language, ...letterFor(language, about, statement) })
    await sendMail({ to: { name: person.name, address: person.email }, messageId: messageIdFor(jobId), ...written })
  },
}

type Statement = NonNullable<Awaited<ReturnType<typeof statementOf>>>

function letterFor(language: Language, about: Letter['about'], statement: Statement) {
  const t = texts[language].getFixedT(language, 'programmes')
  const programme = language === 'zh-CN' ? (statement.local_name ?? statement.name) : statement.name
  const period = t('period.span', spanDates(language, statement.starts_on, statement.ends_on))
  const money = `${statement.currency} ${formatAmount(language, statement.amount, statement.currency)}`
  const key = `${statement.starts_on.slice(0, 7)}`
  const account = encodeURIComponent(statement.account_code)
  const code = encodeURIComponent(statement.code)
  const path =
    about === 'sent'
      ? `/distributor/programmes/${code}/${key}?account=${account}`
      : `/staff/programmes/${code}/${key}?account=${account}`
  const words = { programme, account: statement.account, host: env.HOST_NAME, period }
  return {
    subject: t(`mail.${about}.subject`, words),
    parts: [
      { text: t(`mail.${about}.text`, words) },
      {
        facts: [
          [t('mail.statement'), statement.number],
          [t('mail.amount'), money],
          ...(about === 'disputed' && statement.dispute_reason ? [[t('mail.reason'), statement.dispute_reason]] : []),
          ...(about === 'disputed' && statement.request ? [[t('mail.request'), statement.request]] : []),
        ] as [string, string][],
      },
      { action: t(`mail.${about}.action`), path },
      { fine: t(`mail.${about}.fine`, words) },
    ],
  }
}
