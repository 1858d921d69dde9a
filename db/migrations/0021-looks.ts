import { addColumn, addIndex } from '../migrator.ts'

/** Which page of a browser a look is from, so that leaving one page ends one look. */
export const steps = [
  addColumn('request_looks', 'look_key', "varchar(36) character set ascii collate ascii_bin not null default ''"),
  addIndex('request_looks', 'request_look_key', 'look_key'),
]
