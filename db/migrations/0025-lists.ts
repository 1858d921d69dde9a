import { addIndex } from '../migrator.ts'

/** Indexes that read a page of a list in its order where only the rest of the list was thought of. */
export const steps = [
  // What is open of a company, as of the queue, in the order in which answers are due; of the queue, one kind.
  addIndex('requests', 'request_tree_due', 'root_account_id, is_open, due_at, id'),
  addIndex('requests', 'request_account_due', 'account_id, is_open, due_at, id'),
  addIndex('requests', 'request_shared_due', 'root_account_id, visibility, is_open, due_at, id'),
  addIndex('requests', 'request_kind', 'is_open, kind, due_at, id'),
  // A supplier's items that are there, or are not.
  addIndex('catalog_items', 'catalog_item_tree_availability', 'root_account_id, availability, sku, id, discontinued'),
  addIndex('catalog_items', 'catalog_item_own_availability', 'account_id, availability, sku, id, discontinued'),
]
