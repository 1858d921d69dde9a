import type { Migration } from '../../db/migrator.ts'
import { createTable, run } from '../../db/migrator.ts'

/** A statement that the server goes on with for a while after its client has died. */
export const migrations: Migration[] = [
  {
    name: '0001-slow',
    steps: [
      createTable('before_it', 'id int not null primary key'),
      run(
        'slow',
        'create table slow (id int not null primary key) engine=InnoDB select 1 as id, sleep(1.5) as slept',
        "select count(*) from information_schema.tables where table_schema = database() and table_name = 'slow'",
      ),
      createTable('after_it', 'id int not null primary key'),
    ],
  },
]
