import { addColumn, addConstraint, addIndex } from '../migrator.ts'

const word = (length: number) => `varchar(${length}) character set ascii collate ascii_bin`

/** What a request is about besides orders and shipments, as its own feature names it; and the request that a dispute opened. */
export const steps = [
  addColumn('requests', 'record_kind', `${word(20)} null after shipment_id`),
  addColumn('requests', 'record_number', 'varchar(80) null after record_kind'),
  addColumn('requests', 'record_path', 'varchar(255) null after record_number'),
  addColumn('rebate_statements', 'request_id', 'bigint unsigned null after dispute_reason'),
  addIndex('rebate_statements', 'rebate_statement_request', 'request_id, account_id'),
  addConstraint(
    'rebate_statements',
    'rebate_statement_request',
    'foreign key (request_id, account_id) references requests (id, account_id)',
  ),
]
