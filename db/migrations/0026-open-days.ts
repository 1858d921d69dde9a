import { addColumn, addIndex, dropIndex } from '../migrator.ts'

/**
 * What was open on a past day is found by a relational interval tree (Kriegel, Pötke, Seidl 2000). The days on which an invoice was
 * open, from its issue to the eve of its settlement, are an interval; its fork is the one day of them with the most zeros at the end of
 * its number. Whatever was open on a day has its fork above that day in the tree of all numbers, so some twenty ranges of an index
 * find it, and nothing that was settled before or issued later is read. The engine computes the fork itself: no writer can forget it.
 * What is not settled, or was settled by the day of its issue, has none (0): it is found by `is_open`, or was never open.
 */
const first = 'to_days(issued_on)'
const last = '(to_days(settled_on) - 1)'
// A whole number and a half is never a power of two, so that rounding cannot move the level.
const level = `floor(log2(((${first} - 1) ^ ${last}) + 0.5))`
const fork = `if(settled_on > issued_on, (${last} >> ${level}) << ${level}, 0)`

export const steps = [
  addColumn('invoices', 'fork_day', `int unsigned generated always as (${fork}) stored`),
  // The fork stands first, so that no list of an account's invoices is ever read through these.
  addIndex('invoices', 'invoice_tree_until', 'fork_day, root_account_id, settled_on'),
  addIndex('invoices', 'invoice_account_until', 'fork_day, account_id, settled_on'),
  addIndex('invoices', 'invoice_tree_since', 'fork_day, root_account_id, issued_on'),
  addIndex('invoices', 'invoice_account_since', 'fork_day, account_id, issued_on'),
  dropIndex('invoices', 'invoice_tree_settled'),
  dropIndex('invoices', 'invoice_account_settled'),
]
