import { addIndex, createTable, dropIndex } from '../migrator.ts'

/**
 * Indexes by which an order is found. A list reads one range of one index in the order of the page: the reach (tree, account,
 * everything), then the filter, then the sort. What trails behind the sort is only tested, so that no row is read for nothing.
 * The new one of a kind comes before the old one goes.
 */
const reaches = [
  { name: 'tree', column: 'root_account_id, ' },
  { name: 'account', column: 'account_id, ' },
  { name: 'all', column: '' },
]
const forEachReach = (kind: string, columns: string) =>
  reaches.map(({ name, column }) => addIndex('orders', `order_${name}_${kind}`, `${column}${columns}`))

const kinds = [
  // By status, newest first.
  ...forEachReach('state', 'status, placed_at desc, id desc, is_open, late'),
  // Open ones and late ones, newest first.
  ...forEachReach('current', 'is_open, placed_at desc, id desc, late, status'),
  // By promised day.
  ...forEachReach('day', 'promised_on, id, placed_at'),
  // Open ones and late ones, by promised day.
  ...forEachReach('due', 'is_open, promised_on, id, late, status, placed_at'),
  addIndex('orders', 'order_place', 'ship_to_id, placed_at desc, id desc, status, is_open, late'),
  // What a number begins with, among one's own.
  addIndex('orders', 'order_tree_number', 'root_account_id, number'),
  addIndex('orders', 'order_account_number', 'account_id, number'),
  addIndex('orders', 'order_tree_po', 'root_account_id, po_number'),
  addIndex('orders', 'order_account_po', 'account_id, po_number'),
]

const replaced = [
  'order_tree_status',
  'order_account_status',
  'order_status',
  'order_tree_late',
  'order_account_late',
  'order_late',
  'order_tree_open',
  'order_account_open',
  'order_open',
  'order_tree_promised',
  'order_account_promised',
  'order_promised',
  'order_due',
  'order_by_ship_to',
]

export const steps = [
  ...kinds,
  ...replaced.map((index) => dropIndex('orders', index)),
  // Every beginning of a word of a product's number and names, in any of its languages, leads to it.
  createTable(
    'product_words',
    `word varchar(40) character set utf8mb4 collate utf8mb4_bin not null,
    product_id bigint unsigned not null,
    primary key (word, product_id),
    key product_word_product (product_id),
    constraint product_word_product foreign key (product_id) references products (id)`,
  ),
  addIndex('customer_products', 'customer_product_own_code', 'account_id, code'),
  // What is new, for members of single accounts and for the staff.
  addIndex('notes', 'notes_account', 'account_id, created_at desc, id desc'),
  addIndex('notes', 'notes_all', 'created_at desc, id desc'),
  addIndex('timeline_entries', 'timeline_account', 'account_id, at desc, id desc'),
  addIndex('timeline_entries', 'timeline_all', 'at desc, id desc'),
  addIndex('promise_changes', 'promise_change_account', 'account_id, given_at desc, id desc'),
]
