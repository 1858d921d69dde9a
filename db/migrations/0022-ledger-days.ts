import { fillLedgerDays, missingLedgerDays } from '../ledger-days.ts'
import { createTable, run } from '../migrator.ts'

/** The balance of any day from one row for each day on which something moved, however much moved on it. */
export const steps = [
  createTable(
    'ledger_days',
    `id bigint unsigned not null auto_increment primary key,
    account_id bigint unsigned not null,
    root_account_id bigint unsigned not null,
    currency char(3) not null,
    booked_on date not null,
    moved decimal(19,4) not null,
    unapplied decimal(19,4) not null,
    unique key ledger_day_once (account_id, currency, booked_on),
    key ledger_day_tree (root_account_id, currency, booked_on, moved, unapplied),
    key ledger_day_all (currency, booked_on, moved, unapplied),
    constraint ledger_day_account foreign key (account_id) references accounts (id)`,
  ),
  run('days of the ledger', fillLedgerDays, async (look) => (await look(missingLedgerDays)) === 0),
]
