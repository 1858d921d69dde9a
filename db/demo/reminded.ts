import type { Connection } from 'mysql2/promise'

/** The steps that an installation has unless its settings say others. */
const steps = [30, 7]

/**
 * Reminders that went before the last days for notice which are near, as the application would have mailed them in the days that the
 * world has behind it: to the account's managers, its administrators, and those of the top of its tree. What comes from today on the
 * application mails itself.
 */
export const addReminders = async (connection: Connection, today: string): Promise<void> => {
  for (const days of steps)
    await connection.query(
      `insert into contract_reminders
         (contract_id, account_id, root_account_id, notice_on, days, person_id, queued_at, sent_at)
       select c.id, c.account_id, c.root_account_id, c.notice_on, ?, who.person_id,
         timestamp(date_sub(c.notice_on, interval ? day), '05:10:00'), timestamp(date_sub(c.notice_on, interval ? day), '05:10:04')
       from contracts c
       join (select person_id, account_id as own, 0 as below from account_team where role = 'manager' and valid_to is null
         union select person_id, account_id, inherits from memberships where role = 'admin') who
         on who.own = c.account_id or (who.below = 1 and who.own = c.root_account_id)
       where c.is_open = 1 and c.notice_on = c.next_on and c.next_on between ? and date_add(?, interval ? day)`,
      [days, days, days, today, today, days - 1],
    )
}
