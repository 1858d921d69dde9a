import { ascending } from '../migrator.ts'

/**
 * Lists are read forwards and backwards. MySQL reads a range backwards only where all columns of the index run one way; of an index
 * such as (account_id, placed_at desc, id desc) it reads the whole range instead and sorts it. So what lists read runs upwards.
 */
const reaches = [
  { name: 'tree', column: 'root_account_id, ' },
  { name: 'account', column: 'account_id, ' },
]
const all = { name: 'all', column: '' }
const forEach = (some: typeof reaches, prefix: string, suffix: string, columns: string) =>
  Object.fromEntries(some.map(({ name, column }) => [`${prefix}_${name}${suffix}`, `${column}${columns}`]))

export const steps = [
  ascending('orders', {
    ...forEach([...reaches, all], 'order', '', 'placed_at, id'),
    ...forEach([...reaches, all], 'order', '_state', 'status, placed_at, id, is_open, late'),
    ...forEach([...reaches, all], 'order', '_current', 'is_open, placed_at, id, late, status'),
    order_place: 'ship_to_id, placed_at, id, status, is_open, late',
  }),
  ascending('order_lines', {
    ...forEach(reaches, 'order_line', '_product', 'product_id, placed_at, order_id'),
    order_line_product: 'product_id, placed_at, order_id',
  }),
  ascending('shipments', {
    ...forEach([...reaches, all], 'shipment', '', 'opened_at, id'),
    ...forEach([...reaches, all], 'shipment', '_state', 'status, opened_at, id, is_open, late'),
    ...forEach([...reaches, all], 'shipment', '_current', 'is_open, opened_at, id, late, status'),
  }),
  ascending('shipment_lines', forEach(reaches, 'shipment_line', '_list', 'elsewhere, opened_at, shipment_id')),
  ascending('invoices', {
    ...forEach([...reaches, all], 'invoice', '', 'issued_on, id'),
    ...forEach(reaches, 'invoice', '_paid', 'is_open, issued_on, id'),
    invoice_paid: 'is_open, issued_on, id',
  }),
  ascending('credit_notes', forEach([...reaches, all], 'credit_note', '', 'issued_on, id')),
  ascending('ledger_entries', forEach(reaches, 'ledger', '', 'moves, currency, booked_on, id')),
  ascending('payments', forEach([...reaches, all], 'payment', '', 'received_on, id')),
  ascending('requests', {
    ...forEach(reaches, 'request', '', 'opened_at, id'),
    ...forEach(reaches, 'request', '_open', 'is_open, opened_at, id'),
    request_shared: 'root_account_id, visibility, opened_at, id',
    request_recent: 'opened_at, id',
  }),
  ascending('ratings', forEach(reaches, 'rating', '', 'created_at, id')),
  ascending('rebate_statements', { rebate_statement_account: 'account_id, starts_on, id' }),
]
