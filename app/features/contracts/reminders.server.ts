import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { env } from '~/env.server'
import { teamOf, wayUp } from '~/features/accounts/contacts.queries.server'
import type { Scheduled } from '~/features/registry.types'
import type { LocalDate } from '~/values/local-date'
import { addDays, dayIn, daysBetween } from '~/values/local-date'
import { reminderMail } from './reminder.mail.server'
import { standingOn } from './terms'

const batchSize = 200
type Reminding = Scope<'staff', 'contracts.read'>
type Place = { on: LocalDate; id: Id } | null

/** Which reminder is due so many days before the day: the last one whose time has come. Null before the first, and when the day is over. */
export const dueReminder = (left: number, steps: readonly number[]): number | null =>
  left < 0 ? null : (steps.find((days) => left <= days) ?? null)

/** Contracts whose last day for notice is from `from` to `to`, and of which nobody was reminded `days` before it, or later. */
export const unremindedQuery = (scope: Reminding, days: number, from: LocalDate, to: LocalDate, after: Place) =>
  scope.rows
    .selectFrom('contracts as c')
    .select(['c.id', 'c.next_on'])
    .where('c.is_open', '=', 1)
    .where('c.next_on', '>=', after?.on ?? from)
    .where('c.next_on', '<=', to)
    .whereRef('c.notice_on', '=', 'c.next_on')
    .$if(after !== null, (query) =>
      query.where((eb) => eb.or([eb('c.next_on', '>', after?.on ?? ''), eb('c.id', '>', after?.id ?? '0')])),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('contract_reminders as r')
            .select('r.id')
            .whereRef('r.contract_id', '=', 'c.id')
            .whereRef('r.notice_on', '=', 'c.notice_on')
            .where('r.days', '<=', days),
        ),
      ),
    )
    .orderBy('c.next_on')
    .orderBy('c.id')
    .limit(batchSize)

/**
 * Has everybody reminded whose contract comes to its last day for notice: `steps` are days before it, smallest first, counted in the
 * account's zone. Once for each contract, day and step, however often and by however many this runs. Answers how many letters wait.
 */
export async function remindOfNotice(scope: Reminding, steps: readonly number[], signal?: AbortSignal): Promise<number> {
  // A day begins first fourteen hours ahead of UTC, and ends last twelve hours behind it.
  const [first, last] = [dayIn(scope.now, 'Etc/GMT+12'), dayIn(scope.now, 'Pacific/Kiritimati')]
  let letters = 0
  for (const days of steps)
    for (let after: Place = null; ; ) {
      const rows: { id: Id; next_on: LocalDate }[] = await unremindedQuery(
        scope,
        days,
        first,
        addDays(last, days),
        after,
      ).execute()
      for (const { id } of rows) letters += await remindOf(scope, id, days, steps)
      const end = rows.at(-1)
      if (rows.length < batchSize || !end || signal?.aborted) break
      after = { on: end.next_on, id: end.id }
    }
  return letters
}

/** In one transaction, behind the lock of the contract: who is told, and the letters. */
async function remindOf(scope: Reminding, id: Id, days: number, steps: readonly number[]): Promise<number> {
  return await scope.transaction(async (inner) => {
    const contract = await lockContract(inner, id)
    const today = dayIn(inner.now, contract.time_zone)
    const { notice_on } = standingOn(contract, today)
    if (notice_on === null || dueReminder(daysBetween(today, notice_on), steps) !== days) return 0
    if (await wasReminded(inner, id, notice_on, days)) return 0
    const people = await toRemind(inner, contract)
    for (const person_id of people) {
      const reminder = { contract_id: id, notice_on, days, person_id, queued_at: inner.now }
      const reminderId = await inner.add('contract_reminders', contract, reminder)
      await inner.queue({ topic: reminderMail, payload: { reminderId }, uniqueKey: `${reminderMail} ${reminderId}` })
    }
    return people.length
  })
}

async function lockContract(scope: Reminding, id: Id) {
  const row = await scope.rows
    .selectFrom('contracts')
    .select(['account_id', 'root_account_id', 'starts_on', 'ends_on', 'open_ended', 'renewal', 'renewal_text', 'notice'])
    .select('terminated_on')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const account = await scope.rows
    .selectFrom('accounts')
    .select(['code', 'time_zone'])
    .where('id', '=', row.account_id)
    .executeTakeFirstOrThrow()
  return { ...row, ...account }
}
type Locked = Awaited<ReturnType<typeof lockContract>>

async function wasReminded(scope: Reminding, contract: Id, noticeOn: LocalDate, days: number): Promise<boolean> {
  const row = await scope.rows
    .selectFrom('contract_reminders')
    .select('id')
    .where('contract_id', '=', contract)
    .where('notice_on', '=', noticeOn)
    .where('days', '<=', days)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The managers who look after the account, and its administrators: here, or of an account above whose branches are theirs, too. */
async function toRemind(scope: Reminding, contract: Locked): Promise<Id[]> {
  const way = await wayUp(scope, contract.code)
  const admins = await scope.rows
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select('p.id')
    .distinct()
    .where('m.account_id', 'in', way)
    .where('m.role', '=', 'admin')
    .where((eb) => eb.or([eb('m.account_id', '=', contract.account_id), eb('m.inherits', '=', 1)]))
    .where('p.active', '=', 1)
    .orderBy('p.id')
    .execute()
  return [...new Set([...(await managersOf(scope, way)), ...admins.map((one) => one.id)])]
}

/** Of the nearest account that has one today; every manager of the host where nobody is named. */
async function managersOf(scope: Reminding, way: readonly Id[]): Promise<Id[]> {
  const managers = (await teamOf(scope, way)).filter((one) => one.role === 'manager')
  const nearest = way.find((id) => managers.some((one) => one.account_id === id))
  if (nearest) return managers.filter((one) => one.account_id === nearest).map((one) => one.person_id)
  const all = await scope.rows
    .selectFrom('persons')
    .select('id')
    .where('staff_role', '=', 'manager')
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  return all.map((one) => one.id)
}

export const noticeReminders: Scheduled = {
  name: 'contracts.remind',
  everySeconds: 3600,
  async run({ scope, signal }) {
    await remindOfNotice(scope, env.NOTICE_REMINDER_DAYS, signal)
  },
}
