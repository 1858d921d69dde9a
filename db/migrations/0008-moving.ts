import { addColumn, addIndex, backfill, dropIndex } from '../migrator.ts'

/**
 * Indexes by which a shipment is found: the reach (tree, account, everything), then the filter, then the sort. What trails behind the
 * sort is only tested, so that no row is read for nothing. The new one of a kind comes before the old one goes.
 */
const reaches = [
  { name: 'tree', column: 'root_account_id, ' },
  { name: 'account', column: 'account_id, ' },
  { name: 'all', column: '' },
]
const forEachReach = (kind: string, columns: string) =>
  reaches.map(({ name, column }) => addIndex('shipments', `shipment_${name}_${kind}`, `${column}${columns}`))

const replaced = [
  'shipment_tree_status',
  'shipment_account_status',
  'shipment_status',
  'shipment_tree_late',
  'shipment_account_late',
  'shipment_late',
  'shipment_tree_expected',
  'shipment_account_expected',
  'shipment_expected',
]

export const steps = [
  // By status, newest first.
  ...forEachReach('state', 'status, opened_at desc, id desc, is_open, late'),
  // What is under way and what of it is late, newest first.
  ...forEachReach('current', 'is_open, opened_at desc, id desc, late, status'),
  // By the day it is expected.
  ...forEachReach('due', 'is_open, expected_on, id, late, status, opened_at'),
  ...replaced.map((index) => dropIndex('shipments', index)),
  // What a number begins with, among one's own.
  addIndex('shipments', 'shipment_tree_number', 'root_account_id, number'),
  addIndex('shipments', 'shipment_account_number', 'account_id, number'),
  addIndex('shipments', 'shipment_tree_tracking', 'root_account_id, tracking_number'),
  addIndex('shipments', 'shipment_account_tracking', 'account_id, tracking_number'),
  addIndex('packages', 'package_by_sscc', 'sscc'),
  // Lines in shipments to somebody else, in the order in which the list of shipments shows them.
  addColumn('shipment_lines', 'opened_at', "datetime(3) not null default '1970-01-01 00:00:00.000'"),
  backfill(
    'shipment_lines',
    'opened_at = (select s.opened_at from shipments s where s.id = shipment_lines.shipment_id)',
    "elsewhere = 1 and opened_at = '1970-01-01 00:00:00.000'",
  ),
  addIndex('shipment_lines', 'shipment_line_tree_list', 'root_account_id, elsewhere, opened_at desc, shipment_id desc'),
  addIndex('shipment_lines', 'shipment_line_account_list', 'account_id, elsewhere, opened_at desc, shipment_id desc'),
  dropIndex('shipment_lines', 'shipment_line_elsewhere'),
  // What was reported lately, for members of single accounts and for the staff.
  addIndex('tracking_events', 'tracking_event_account', 'account_id, recorded_at desc, id desc'),
  addIndex('tracking_events', 'tracking_event_all', 'recorded_at desc, id desc'),
]
