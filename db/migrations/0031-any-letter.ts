import { run } from '../migrator.ts'

/** A column that people type into an address or a search: of the collation of all other texts, since any letter may be compared with it. */
const anyLetter = (table: string, column: string, definition: string) =>
  run(
    `any letter in ${table}.${column}`,
    `alter table ${table} modify ${column} ${definition}`,
    `select count(*) from information_schema.columns where table_schema = database() and table_name = '${table}'
      and column_name = '${column}' and collation_name = 'utf8mb4_unicode_ci'`,
  )

export const steps = [
  anyLetter('requests', 'number', 'varchar(40) not null'),
  anyLetter('canned_replies', 'code', 'varchar(40) not null'),
  anyLetter('checkouts', 'code', 'char(32) not null'),
  anyLetter('import_runs', 'code', 'varchar(20) null'),
  anyLetter('import_clashes', 'code', 'varchar(20) null'),
]
