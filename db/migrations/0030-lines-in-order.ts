import { run } from '../migrator.ts'

/**
 * A statement's lines are stored in their order, so that closing a period of a million lines writes two trees in place of four; the key
 * also serves the constraint that a line is of its statement's account.
 */
export const steps = [
  run(
    'rebate_lines in the order of their statement',
    `alter table rebate_lines drop primary key, drop column id, drop index rebate_line_position, drop index rebate_line_owner,
  add primary key (statement_id, account_id, position)`,
    async (look) =>
      (await look(`select count(*) from information_schema.columns
        where table_schema = database() and table_name = 'rebate_lines' and column_name = 'id'`)) === 0,
  ),
]
