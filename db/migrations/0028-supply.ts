import { addColumn, addIndex, backfill, createTable } from '../migrator.ts'

const word = (length: number) => `varchar(${length}) character set ascii collate ascii_bin`

/**
 * The words that a catalog item is found by, and what the ERP has changed of it. Of a purchase order: what its supplier was last told of
 * (`told_mark`), and what they are about to be told (`news`, null where that is nothing). Orders that are there already count as told:
 * only what changes of them is news.
 */
export const steps = [
  createTable(
    'catalog_item_words',
    `id bigint unsigned not null auto_increment primary key,
    account_id bigint unsigned not null,
    root_account_id bigint unsigned not null,
    catalog_item_id bigint unsigned not null,
    word varchar(40) character set utf8mb4 collate utf8mb4_bin not null,
    unique key catalog_item_word_once (catalog_item_id, word),
    key catalog_item_word_any (word, catalog_item_id),
    key catalog_item_word_tree (root_account_id, word, catalog_item_id),
    key catalog_item_word_own (account_id, word, catalog_item_id),
    key catalog_item_word_of (catalog_item_id, account_id),
    constraint catalog_item_word_of foreign key (catalog_item_id, account_id) references catalog_items (id, account_id)`,
  ),
  createTable(
    'catalog_item_changes',
    `id bigint unsigned not null auto_increment primary key,
    account_id bigint unsigned not null,
    root_account_id bigint unsigned not null,
    catalog_item_id bigint unsigned not null,
    field varchar(20) not null,
    variant varchar(80) not null default '',
    from_value varchar(2000) null,
    to_value varchar(2000) null,
    at datetime(3) not null,
    key catalog_item_change_of (catalog_item_id, account_id),
    constraint catalog_item_change_of foreign key (catalog_item_id, account_id) references catalog_items (id, account_id)`,
  ),
  // Items of every supplier that are there, or are not.
  addIndex('catalog_items', 'catalog_item_any_availability', 'availability, sku, id, discontinued'),
  addColumn('purchase_orders', 'told_mark', `${word(16)} null after total`),
  addColumn('purchase_orders', 'news', `${word(12)} null after told_mark`),
  backfill('purchase_orders', "told_mark = ''", 'told_mark is null'),
  addIndex('purchase_orders', 'purchase_order_news', 'news, id'),
]
