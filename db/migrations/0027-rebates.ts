import { addColumn, addConstraint, addIndex, backfill, createTable, run } from '../migrator.ts'

const tenant = `account_id bigint unsigned not null,
    root_account_id bigint unsigned not null`
const disputed = "e.subject_type = 'statement' and e.subject_id = number and e.action = 'statements.dispute'"
const value = (side: 'before' | 'after', field: string) => `json_value(e.${side}_values, '$.${field}')`
const differs = (field: string) => `not (${value('before', field)} <=> ${value('after', field)})`
/** What the audit knows of an agreement's changes, for which there was no table of their own. */
const known = `audit_entries e
  join programmes p on p.code = e.subject_id
  join programme_agreements g on g.programme_id = p.id and g.account_id = e.account_id
  left join agreement_changes c on c.agreement_id = g.id and c.at = e.at
  where e.action = 'programmes.agreement' and e.subject_type = 'programme' and c.id is null
    and (${differs('territory')} or ${differs('ended_on')})`

/** What happened to agreements and statements, each thing with its time; and indexes for the list of a distributor's periods. */
export const steps = [
  createTable(
    'agreement_changes',
    `id bigint unsigned not null auto_increment primary key,
    ${tenant},
    agreement_id bigint unsigned not null,
    territory_from varchar(400) not null,
    territory_to varchar(400) not null,
    ended_from date null,
    ended_to date null,
    at datetime(3) not null,
    actor_id bigint unsigned null,
    key agreement_change_of (agreement_id, account_id, id),
    constraint agreement_change_of foreign key (agreement_id, account_id) references programme_agreements (id, account_id),
    constraint agreement_change_actor foreign key (actor_id) references persons (id)`,
  ),
  run(
    'changes of agreements from the audit',
    `insert into agreement_changes
        (account_id, root_account_id, agreement_id, territory_from, territory_to, ended_from, ended_to, at, actor_id)
      select g.account_id, g.root_account_id, g.id, coalesce(${value('before', 'territory')}, ''),
        coalesce(${value('after', 'territory')}, ''), ${value('before', 'ended_on')}, ${value('after', 'ended_on')}, e.at, nullif(e.person_id, 0)
      from ${known}`,
    async (look) => (await look(`select count(*) from (select 1 from ${known} limit 1) as missing`)) === 0,
  ),
  addColumn('rebate_statements', 'disputed_at', 'datetime(3) null after answered_by'),
  addColumn('rebate_statements', 'disputed_by', 'bigint unsigned null after disputed_at'),
  addConstraint('rebate_statements', 'rebate_statement_disputer', 'foreign key (disputed_by) references persons (id)'),
  backfill(
    'rebate_statements',
    `disputed_at = coalesce((select max(e.at) from audit_entries e where ${disputed}), answered_at, calculated_at),
      disputed_by = coalesce((select max(e.person_id) from audit_entries e where ${disputed}), answered_by)`,
    'dispute_reason is not null and disputed_at is null',
  ),
  addIndex('rebate_statements', 'rebate_statement_tree', 'root_account_id, starts_on, id'),
  addIndex('rebate_statements', 'rebate_statement_tree_state', 'root_account_id, state, starts_on, id'),
  addIndex('rebate_statements', 'rebate_statement_account_state', 'account_id, state, starts_on, id'),
]
