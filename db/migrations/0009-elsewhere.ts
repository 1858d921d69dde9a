import { addColumn, addIndex, backfill } from '../migrator.ts'

/**
 * Lines in shipments to somebody else know besides whether it is under way and when it is expected, so that what arrives is found
 * among them as it is among shipments.
 */
export const steps = [
  addColumn('shipment_lines', 'is_open', 'tinyint(1) not null default 0'),
  addColumn('shipment_lines', 'expected_on', 'date null'),
  backfill(
    'shipment_lines',
    `is_open = (select s.is_open from shipments s where s.id = shipment_lines.shipment_id),
    expected_on = (select s.expected_on from shipments s where s.id = shipment_lines.shipment_id)`,
    `elsewhere = 1 and exists (select 1 from shipments s where s.id = shipment_lines.shipment_id
      and (s.is_open <> shipment_lines.is_open or not (s.expected_on <=> shipment_lines.expected_on)))`,
  ),
  addIndex('shipment_lines', 'shipment_line_tree_due', 'root_account_id, elsewhere, is_open, expected_on, shipment_id'),
  addIndex('shipment_lines', 'shipment_line_account_due', 'account_id, elsewhere, is_open, expected_on, shipment_id'),
]
