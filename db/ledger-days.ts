/**
 * What the ledger moved of each account on each day, made from its entries: for rows that were written without the application, as a
 * migration finds them and the demo world brings them. Makes only what is missing.
 */
export const fillLedgerDays = `insert into ledger_days (account_id, root_account_id, currency, booked_on, moved, unapplied)
  select e.account_id, max(e.root_account_id), e.currency, e.booked_on, sum(if(e.moves = 1, e.amount, 0)),
    sum(if(e.book = 'unapplied', e.amount, 0))
  from ledger_entries e
  left join ledger_days d on d.account_id = e.account_id and d.currency = e.currency and d.booked_on = e.booked_on
  where d.id is null and (e.moves = 1 or e.book = 'unapplied')
  group by e.account_id, e.currency, e.booked_on`

/** How many days are missing: none, or at least one. */
export const missingLedgerDays = `select count(*) from (
  select 1 from ledger_entries e
  left join ledger_days d on d.account_id = e.account_id and d.currency = e.currency and d.booked_on = e.booked_on
  where d.id is null and (e.moves = 1 or e.book = 'unapplied') limit 1) as missing`
