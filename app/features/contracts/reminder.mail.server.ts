import { asTheySee } from '~/access/on-behalf.server'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Letter } from '~/integrations/mail/letter.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { fullDate } from '~/ui/when-text'
import { dayIn, daysBetween } from '~/values/local-date'
import type { JobHandler, SystemScope } from '~/work/jobs'
import { renewedOn, standingOn } from './terms'

/** The topic of letters that say that a contract's last day for notice comes. */
export const reminderMail = 'contracts.reminder'

const reading = ['orders.read', 'contracts.read'] as const
type Eyes = Scope<'portal' | 'staff', (typeof reading)[number]>

/**
 * Reminds one person, in their language and with their eyes: who may not read the contract any more is not told of it. Nothing goes
 * where notice was given meanwhile, the day is another one by now, or has passed.
 */
export const reminderMailer: JobHandler = {
  topic: reminderMail,
  async run(payload, { scope, jobId }) {
    const { reminderId } = payload as { reminderId: Id }
    const reminder = await reminderOf(scope, reminderId)
    if (!reminder || reminder.sent_at !== null) return
    const audience = reminder.staff_role === null ? 'portal' : 'staff'
    const eyes: Eyes | null = await asTheySee(scope, reminder.person_id, audience, reading)
    const contract = eyes && (await contractFor(eyes, reminder.contract_id))
    if (!eyes || !contract || contract.noticeOn !== reminder.notice_on || contract.left < 0) return
    const { name, email: address } = eyes.who
    const language = eyes.who.language as Language
    const written = writeLetter({ language, ...letterFor(language, audience, contract) })
    await sendMail({ to: { name, address }, messageId: messageIdFor(jobId), ...written })
    await scope.rows
      .updateTable('contract_reminders')
      .set({ sent_at: scope.now })
      .where('id', '=', reminderId)
      .where('sent_at', 'is', null)
      .execute()
  },
}

const reminderOf = (scope: SystemScope, id: Id) =>
  scope.rows
    .selectFrom('contract_reminders as r')
    .innerJoin('persons as p', 'p.id', 'r.person_id')
    .select(['r.contract_id', 'r.person_id', 'r.notice_on', 'r.sent_at', 'p.staff_role'])
    .where('r.id', '=', id)
    .executeTakeFirst()

async function contractFor(scope: Eyes, id: Id) {
  const row = await scope.rows
    .selectFrom('contracts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'c.legal_entity_id')
    .select(['c.number', 'c.title', 'c.starts_on', 'c.ends_on', 'c.open_ended', 'c.renewal', 'c.renewal_text', 'c.notice'])
    .select(['c.terminated_on', 'a.name as account', 'a.time_zone', 'h.code as entity', 'h.name as host'])
    .where('c.id', '=', id)
    .executeTakeFirst()
  if (!row) return null
  const today = dayIn(scope.now, row.time_zone)
  const { notice_on: noticeOn } = standingOn(row, today)
  return noticeOn === null ? null : { ...row, noticeOn, left: daysBetween(today, noticeOn), renewedOn: renewedOn(row, today) }
}
type Contract = NonNullable<Awaited<ReturnType<typeof contractFor>>>

function letterFor(language: Language, audience: 'portal' | 'staff', contract: Contract): Omit<Letter, 'language'> {
  const t = texts[language].getFixedT(language, 'contracts')
  const { number, title, account, host, entity, noticeOn, left: count } = contract
  const words = { number, account, host, day: fullDate(language, noticeOn), count }
  const renewed = contract.renewedOn === null ? null : fullDate(language, contract.renewedOn)
  return {
    subject: t(`reminder.subject.${audience}`, words),
    heading: t('reminder.heading', words),
    parts: [
      { text: t(`reminder.text.${audience}`, words) },
      {
        facts: [
          [t('list.number'), number],
          [t('list.name'), title],
          audience === 'staff' ? [t('list.account'), account] : [t('record.with'), host],
          [t('record.notice'), fullDate(language, noticeOn)],
          ...(renewed === null ? [] : [[t('timeline.renewed'), renewed] as const]),
        ],
      },
      {
        action: t('reminder.action'),
        path: `/${audience}/contracts/${encodeURIComponent(number)}?entity=${encodeURIComponent(entity)}`,
      },
      { fine: t(`reminder.fine.${audience}`, words) },
    ],
  }
}
