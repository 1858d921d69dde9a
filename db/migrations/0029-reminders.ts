import { createTable } from '../migrator.ts'

/** Who is told by mail that a contract's last day for notice comes, so many days before it, and when the letter went. */
export const steps = [
  createTable(
    'contract_reminders',
    `id bigint unsigned not null auto_increment primary key,
    contract_id bigint unsigned not null,
    account_id bigint unsigned not null,
    root_account_id bigint unsigned not null,
    notice_on date not null,
    days smallint unsigned not null,
    person_id bigint unsigned not null,
    queued_at datetime(3) not null,
    sent_at datetime(3) null,
    unique key contract_reminder_once (contract_id, notice_on, days, person_id),
    key contract_reminder_contract (contract_id, account_id),
    key contract_reminder_person (person_id),
    constraint contract_reminder_contract foreign key (contract_id, account_id) references contracts (id, account_id),
    constraint contract_reminder_person foreign key (person_id) references persons (id)`,
  ),
]
