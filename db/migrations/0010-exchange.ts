import { addColumn, addIndex, createTable, dropIndex, run } from '../migrator.ts'

/** What staff call a run and a clash, which record a clash is about, and who is importing now. */
export const steps = [
  addColumn('import_runs', 'code', 'varchar(20) character set ascii collate ascii_bin null after id'),
  addIndex('import_runs', 'import_run_code', 'code', 'unique'),
  addColumn('import_clashes', 'code', 'varchar(20) character set ascii collate ascii_bin null after id'),
  addIndex('import_clashes', 'import_clash_code', 'code', 'unique'),
  addColumn('import_clashes', 'record_id', 'bigint unsigned null after run_id'),
  addIndex('import_clashes', 'import_clash_record', 'entity, record_id, field'),
  addIndex('import_runs', 'import_run_state', 'state, id'),
  createTable(
    'import_lease',
    `id tinyint unsigned not null primary key,
    owner varchar(160) not null,
    until datetime(3) not null`,
  ),
  // Names from the code: compared by their bytes, and a third as long in every index.
  ...['entity', 'source'].map((column) =>
    run(
      `external_refs.${column} in plain letters`,
      `alter table external_refs modify column ${column} varchar(40) character set ascii collate ascii_bin not null`,
      `select count(*) from information_schema.columns where table_schema = database() and table_name = 'external_refs'
        and column_name = '${column}' and collation_name = 'ascii_bin'`,
    ),
  ),
  // What imported rows have changed and whose statuses and sums do not follow yet; survives the death of an import.
  createTable(
    'import_touched',
    `projection varchar(20) character set ascii collate ascii_bin not null,
    record_id bigint unsigned not null,
    primary key (projection, record_id)`,
  ),
  dropIndex('external_refs', 'external_ref_run'),
  run(
    'the lease of imports',
    "insert ignore into import_lease (id, owner, until) values (1, '', '2000-01-01')",
    'select count(*) from import_lease',
  ),
]
