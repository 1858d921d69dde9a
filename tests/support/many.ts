import { fillLedgerDays } from '../../db/ledger-days.ts'

/**
 * Rows in bulk, which the database makes itself within seconds: for tests of what a list reads, and for the benchmark. They are what
 * lists show and no more, so that rules over whole records do not hold for them. Plain SQL, for a caller without the application.
 */
export type Run = (sql: string, values?: readonly unknown[]) => Promise<unknown>
type Id = string

const digits = `(${[...'0123456789'].map((digit) => `select ${digit} as d`).join(' union all ')})`

/** A derived table of the numbers from 0 up to `count`, in a column `n`. */
export function numbers(count: number): string {
  const places = [...'abcdefgh'].slice(0, String(count - 1).length)
  const value = places.map((place, index) => `${10 ** index} * ${place}.d`).join(' + ')
  return `(select n from (select ${value} as n from ${places.map((place) => `${digits} ${place}`).join(', ')}) as every where n < ${count})`
}

/** `count` drafts in turn for these accounts: n, account_id and root_account_id. */
const drafts = (count: number, accounts: readonly Id[]) =>
  `(select n, a.id as account_id, a.root_account_id from ${numbers(count)} as numbers
    join accounts a on a.id = elt(1 + n % ${accounts.length}, ${accounts.map(Number).join(', ')})) as drafts`

/** One half of them is open; of those a quarter is the assignee's, a quarter nobody's. One in 400 is a return. */
export async function manyRequests(run: Run, accounts: readonly Id[], count: number, assignee: Id, other: Id): Promise<void> {
  const status = "if(n % 2 = 0, elt(1 + n div 2 % 4, 'new', 'open', 'waiting_customer', 'waiting_third'), 'closed')"
  await run(`insert into requests (account_id, root_account_id, number, kind, subject, visibility, status, is_open, priority, assignee_id,
      calendar_id, response_minutes, solution_minutes, opened_at, due_at, created_at, updated_at)
    select account_id, root_account_id, concat('RM-', 1000000 + n),
      if(n % 400 = 6, 'return', elt(1 + n % 4, 'question', 'complaint', 'delivery_claim', 'billing')), 'Where is it?',
      elt(1 + n % 5, 'me', 'account', 'tree', 'tree', 'tree'), ${status}, n % 2 = 0, elt(1 + n % 4, 'urgent', 'high', 'normal', 'low'),
      elt(1 + n div 2 % 4, ${Number(assignee)}, null, ${Number(other)}, ${Number(other)}), 1, 480, 2400,
      '2026-06-01 08:00:00' - interval n * 3 minute, '2026-06-01 08:00:00' + interval n * 5 minute, '2026-06-01', '2026-06-01'
    from ${drafts(count, accounts)}`)
}

/** Of the newest 2,000 every tenth is open, and every twentieth overdue; each is booked, and each paid one had a payment of its own, a few of them parked. */
export async function manyInvoices(run: Run, accounts: readonly Id[], count: number, entity: Id): Promise<void> {
  const issued = "'2026-06-01' - interval n div 20 day"
  // What is open is of the last months, however long a company has bought.
  const open = 'n < 2000 and n % 10 = 0'
  await run(`insert into invoices (legal_entity_id, number, account_id, root_account_id, currency, issued_on, due_on, po_number, lines_count,
      net_total, tax_total, total, paid_total, is_open, settled_on, created_at, updated_at)
    select ${Number(entity)}, concat('IM-', 1000000 + n), account_id, root_account_id, 'EUR', ${issued},
      if(n % 20 = 0, ${issued} + interval 30 day, '2026-09-01' - interval n div 100 day), concat('PO-', n), 1, 100, 0, 100,
      if(${open}, 0, 100), ${open}, if(${open}, null, ${issued} + interval 30 day), '2026-06-01', '2026-06-01'
    from ${drafts(count, accounts)}`)
  await run(`insert into payments (legal_entity_id, number, account_id, root_account_id, currency, amount, allocated_total, is_open,
      received_on, method, parked_reason, settled_note, created_at, updated_at)
    select legal_entity_id, concat('PM-', substr(number, 4)), account_id, root_account_id, currency, total, total, 0, settled_on, 'transfer',
      if(substr(number, 4) % 400 = 3, 'twice', null), if(substr(number, 4) % 800 = 3, null, 'sent back'), created_at, updated_at
    from invoices where number like 'IM-%' and is_open = 0`)
  await run(`insert into ledger_entries (posting, sequence, book, account_id, root_account_id, currency, amount, booked_on, moves, invoice_id,
      created_at)
    select concat('im:', id), 1, 'receivable', account_id, root_account_id, currency, total, issued_on, 1, id, created_at
    from invoices where number like 'IM-%'`)
  await run(`insert into ledger_entries (posting, sequence, book, account_id, root_account_id, currency, amount, booked_on, moves, payment_id,
      created_at)
    select concat('pm:', id), 1, 'receivable', account_id, root_account_id, currency, -amount, received_on, 1, id, created_at
    from payments where number like 'PM-%'`)
  await run(fillLedgerDays)
}

/** Every fourth has ended; of the others one in fifty is in its notice window, and one in forty is to be completed. */
export async function manyContracts(run: Run, accounts: readonly Id[], count: number, entity: Id): Promise<void> {
  await run(`insert into contracts (legal_entity_id, number, account_id, root_account_id, title, starts_on, ends_on, commitment_currency, status,
      is_open, is_incomplete, next_on, as_of, created_at, updated_at)
    select ${Number(entity)}, concat('KM-', 1000000 + n), account_id, root_account_id, concat('Agreement ', n), '2024-01-01', '2026-12-31', 'EUR',
      if(n % 4 = 0, 'expired', if(n % 50 = 1, 'notice', 'in_force')), n % 4 <> 0, n % 40 = 1, '2026-06-01' + interval n div 8 day,
      '2026-06-01', '2026-06-01', '2026-06-01'
    from ${drafts(count, accounts)}`)
}

/** Items of one supplier, one in 50 discontinued, each with a price. */
export async function manyItems(run: Run, account: Id, count: number): Promise<void> {
  await run(`insert into catalog_items (account_id, root_account_id, sku, title_en, unit, availability, discontinued, created_at, updated_at)
    select account_id, root_account_id, concat('MI-', 1000000 + n), concat('Gate valve DN', n), 'C62',
      if(n % 3 = 0, 'made_to_order', 'in_stock'), n % 50 = 0, '2026-06-01', '2026-06-01' from ${drafts(count, [account])}`)
  await run(`insert into item_prices (account_id, root_account_id, catalog_item_id, currency, amount, valid_from, created_at)
    select account_id, root_account_id, id, 'EUR', 10, '2026-01-01', '2026-01-01' from catalog_items where sku like 'MI-%'`)
  const words = [
    "'gate'",
    "'valve'",
    "'mi'",
    'substr(sku, 4)',
    "concat('mi', substr(sku, 4))",
    "concat('dn', substr(sku, 5) + 0)",
  ]
  for (const word of words)
    await run(`insert into catalog_item_words (catalog_item_id, word, account_id, root_account_id)
      select id, ${word}, account_id, root_account_id from catalog_items where sku like 'MI-%'`)
}

/** Proposals of one supplier, one in 40 submitted and one in 40 a draft; the newest submitted one has a field for each of the items. */
export async function manyProposals(run: Run, account: Id, count: number): Promise<void> {
  const state = "if(n % 40 = 0, 'submitted', if(n % 40 = 1, 'draft', elt(1 + n % 3, 'approved', 'refused', 'partly_approved')))"
  await run(`insert into proposals (account_id, root_account_id, number, state, items_count, fields_count, open_count, submitted_at, created_at,
      updated_at)
    select account_id, root_account_id, concat('MP-', 1000000 + n), ${state}, 1, 1, if(n % 40 < 2, 1, 0),
      if(n % 40 = 1, null, '2026-06-01 09:00:00' - interval n hour), '2026-06-01 08:00:00' - interval n hour, '2026-06-01'
    from ${drafts(count, [account])}`)
  await run(`insert into proposal_fields (account_id, root_account_id, proposal_id, catalog_item_id, position, field, base_value,
      proposed_value)
    select i.account_id, i.root_account_id, p.id, i.id, row_number() over (order by i.id), 'title_en', i.title_en, concat(i.title_en, ' PN16')
    from catalog_items i join proposals p on p.number = 'MP-1000000' where i.sku like 'MI-%'`)
}

/** Purchase orders from one supplier, a line each, one in 40 open and one in 40 with an answer that waits. */
export async function manyPurchases(run: Run, account: Id, count: number, entity: Id): Promise<void> {
  const state = "if(n % 40 = 0, 'open', if(n % 40 = 1, 'waiting', if(n % 7 = 2, 'partly_answered', 'answered')))"
  await run(`insert into purchase_orders (account_id, root_account_id, legal_entity_id, number, currency, ordered_on, state, wanted_on,
      lines_count, created_at, updated_at)
    select account_id, root_account_id, ${Number(entity)}, concat('PM-', 1000000 + n), 'EUR', '2026-06-01' - interval n div 20 day, ${state},
      '2026-07-01', 1, '2026-06-01', '2026-06-01' from ${drafts(count, [account])}`)
  await run(`insert into purchase_order_lines (account_id, root_account_id, purchase_order_id, line_no, sku, our_sku, description, quantity,
      unit_price, net, wanted_on, open_quantity)
    select account_id, root_account_id, id, 10, concat('MI-', substr(number, 4)), 'GV-065', 'Gate valve', 100, 10, 1000, '2026-07-01', 100
    from purchase_orders where number like 'PM-%'`)
}

/** Statements of a programme: of each account that takes part one for every month of many years, one in 50 disputed, the others accepted. */
export async function manyStatements(run: Run, programme: Id, months: number): Promise<void> {
  const of = `programme_id = ${Number(programme)}`
  const first = "'1990-01-01' + interval n month"
  await run(`insert into programme_periods (programme_id, version_id, starts_on, ends_on, closed_at, sent_at)
    select ${Number(programme)}, v.id, ${first}, last_day(${first}), '2026-01-01', '2026-01-01'
    from ${numbers(months)} as numbers, programme_versions v where v.${of}`)
  await run(`insert into rebate_statements (number, account_id, root_account_id, programme_id, agreement_id, version_id, period_id, starts_on,
      ends_on, active_days, period_days, currency, reached, earning, flagged, band, exact, minimum, amount, lines_count, digest, state,
      calculated_at, sent_at)
    select concat('RS-MANY-', g.id, '-', c.id), g.account_id, g.root_account_id, g.programme_id, g.id, c.version_id, c.id, c.starts_on, c.ends_on,
      30, 30, 'EUR', 0, 0, 0, 0, '0', 0, 0, 0, '', if(c.id % 50 = 0, 'disputed', 'accepted'), c.closed_at, c.sent_at
    from programme_agreements g join programme_periods c on c.programme_id = g.programme_id where g.${of}`)
}

/** The lines of a statement that is there. */
export async function manyRebateLines(run: Run, statement: Id, count: number): Promise<void> {
  await run(`insert into rebate_lines (statement_id, account_id, root_account_id, agreement_id, position, kind, document_id, document, line_no,
      dated, sku, description, currency, net, quantity, unit, reaches, earns, amount)
    select id, account_id, root_account_id, agreement_id, 2 + n, 'invoice', 1000000 + n, concat('IM-', n), 1, starts_on, 'GV', 'Gate valve',
      currency, 100, 1, 'C62', 100, 100, 2
    from rebate_statements, ${numbers(count)} as numbers where rebate_statements.id = ${Number(statement)}`)
}

/** Invoices of the whole of 2025, twenty lines each, evenly for these accounts. */
export async function manyBilled(run: Run, accounts: readonly Id[], invoices: number, entity: Id): Promise<void> {
  await run(`insert into invoices (legal_entity_id, number, account_id, root_account_id, currency, issued_on, due_on, lines_count, net_total,
      total, paid_total, is_open, settled_on, created_at, updated_at)
    select ${Number(entity)}, concat('IB-', 1000000 + n), account_id, root_account_id, 'EUR', '2025-01-01' + interval n % 365 day,
      '2026-01-31', 20, 2469.0, 2469.0, 2469.0, 0, '2026-01-31', '2025-01-01', '2025-01-01'
    from ${drafts(invoices, accounts)}`)
  await run(`insert into invoice_lines (invoice_id, account_id, root_account_id, line_no, invoiced_on, currency, sku, description, quantity,
      unit_price, net, ship_to_country)
    select id, account_id, root_account_id, 1 + n, issued_on, currency, concat('GV-', n), 'Gate valve, flanged, PN16', 10, 12.345, 123.45,
      elt(1 + n % 3, 'DE', 'NL', 'FR')
    from invoices, ${numbers(20)} as numbers where number like 'IB-%'`)
}

/** A programme with a version published for 2025, of which every account takes part. Rules are the application's, as JSON. */
export async function manyAgreements(run: Run, accounts: readonly Id[], rules: string, code: string): Promise<void> {
  const stamps = "'2024-12-01', '2024-12-01'"
  await run(
    `insert into programmes (code, name, currency, created_at, updated_at) values (?, 'Programme of a benchmark', 'EUR', ${stamps})`,
    [code],
  )
  await run(
    `insert into programme_versions (programme_id, number, rules, applies_from, created_at, published_at)
      select id, 1, ?, '2025-01-01', ${stamps} from programmes where code = ?`,
    [rules, code],
  )
  await run(
    `insert into programme_agreements (programme_id, account_id, root_account_id, joined_on, created_at, updated_at)
      select p.id, a.id, a.root_account_id, '2025-01-01', ${stamps} from programmes p, accounts a
      where p.code = ? and a.id in (${accounts.map(Number).join(', ')})`,
    [code],
  )
}
