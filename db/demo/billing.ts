import { billedTotals, isUnsettled } from '../../app/features/invoices/invoice.ts'
import type { DocumentKind } from '../../app/features/invoices/ledger.ts'
import { entriesOf, postingOf } from '../../app/features/invoices/ledger.ts'
import { compareAmounts, roundTo, subtractAmounts, sumAmounts } from '../../app/values/money.ts'
import type { Account } from './accounts.ts'
import { unitPrice } from './catalogue.ts'
import type { Chance } from './chance.ts'
import type { Day, Instant } from './days.ts'
import { addWorkdays, dayAt, dayText, instantAt } from './days.ts'
import type { Numbers } from './numbers.ts'
import type { DraftOrder } from './orders.ts'
import { placeOf } from './places.ts'
import { keepBilled } from './programmes.ts'
import { netOf, text } from './rules.ts'
import type { Part, Shipped } from './shipments.ts'
import type { World } from './world.ts'

/** Invoices for what was shipped, what was credited of it, and how it was paid: mostly in time, sometimes late, sometimes in part. */

const owner = (account: Account) => ({ account_id: account.id, root_account_id: account.root.id })
const termDays = { A: 45, B: 30, C: 14 } as const
const daysOf = (account: Account) => termDays[account.class as keyof typeof termDays] ?? 30
/** In a large world only distributors keep the invoices of two years; the others have those of half a year. */
const keptDays = 200

type Line = { id: number; part: Part | null; net: string; quantity: string; price: string; taxRate: string }
type Invoice = {
  id: number
  number: string
  account: Account
  issued: Day
  due: Day
  lines: Line[]
  total: string
  order: DraftOrder
}

/** Writes an invoice for each shipment of an order that has left, with its freight on the first one, and what became of it. */
export const bill = (world: World, numbers: Numbers, order: DraftOrder, chance: Chance): void => {
  const sent = order.shipments.filter((one) => one.counts && one.shippedAt !== null)
  const { account } = order
  for (const [index, shipped] of sent.entries()) {
    const at = (shipped.shippedAt as Instant) + 4 * 3_600_000
    const issued = dayAt(at, account.zone)
    const old = world.scale >= 5 && account.does !== 'distributes' && issued < world.today - keptDays
    if (at > world.now || old) continue
    const parts = shipped.parts.filter((part) => part.order === order)
    settle(world, numbers, addInvoice(world, numbers, order, shipped, parts, at, index === 0), chance)
  }
}

const addInvoice = (
  world: World,
  numbers: Numbers,
  order: DraftOrder,
  shipped: Shipped,
  parts: readonly Part[],
  at: Instant,
  first: boolean,
): Invoice => {
  const { sink } = world
  const { account, taxRate } = order
  const issued = dayAt(at, account.zone)
  const goods = parts.map((part): Line => ({ id: sink.id('invoice_lines'), part, taxRate, ...priced(part, account) }))
  const freight = first && compareAmounts(order.freight, '0') > 0
  const lines: Line[] = freight
    ? [...goods, { id: sink.id('invoice_lines'), part: null, net: order.freight, quantity: '1', price: order.freight, taxRate }]
    : goods
  const { total } = billedTotals(lines, { currency: account.currency, tax: '0' })
  const invoice: Invoice = {
    id: sink.id('invoices'),
    number: numbers.billed('invoice', account.sells, at),
    account,
    issued,
    due: issued + daysOf(account),
    lines,
    total,
    order,
  }
  for (const [index, line] of lines.entries()) addLine(world, invoice, line, index + 1, shipped)
  return invoice
}

const priced = ({ line, hundredths }: Part, account: Account) => {
  const quantity = text(hundredths)
  const price = line.price ?? unitPrice(line.product, account)
  const priceBase = String(line.product.base)
  const net = netOf({ quantity, unitPrice: price, priceBase, discount: line.discount, currency: account.currency })
  return { quantity, price, net }
}

const destination = ({ shipTo }: DraftOrder) => ({
  ship_to_country: shipTo.country,
  ship_to_region: placeOf(shipTo.town).region ?? null,
})

const addLine = (world: World, invoice: Invoice, line: Line, lineNo: number, shipped: Shipped) => {
  const { sink } = world
  const { part } = line
  if (part)
    keepBilled(world, invoice.account, {
      kind: 'invoice',
      documentId: invoice.id,
      document: invoice.number,
      lineNo,
      day: dayText(invoice.issued),
      ...countedAs(invoice, part),
      net: line.net,
      quantity: line.quantity,
    })
  sink.add('invoice_lines', {
    id: line.id,
    invoice_id: invoice.id,
    ...owner(invoice.account),
    line_no: lineNo,
    kind: part ? 'goods' : 'freight',
    invoiced_on: dayText(invoice.issued),
    currency: invoice.account.currency,
    order_id: invoice.order.id,
    order_line_id: part?.line.id ?? null,
    shipment_id: shipped.id,
    product_id: part?.line.product.id ?? null,
    sku: part?.line.product.sku ?? '',
    description: part?.line.description ?? (invoice.account.chinese ? '运费' : 'Freight'),
    quantity: line.quantity,
    unit: part?.line.product.family.unit ?? 'C62',
    unit_price: line.price,
    price_base: part?.line.product.base ?? 1,
    discount: part?.line.discount ?? '0',
    net: line.net,
    tax_rate: line.taxRate,
    ...destination(invoice.order),
  })
}

type Posted = { kind: DocumentKind; id: number; account: Account; amount: string; on: Day }
type Of = { invoice?: number; note?: number; payment?: number }

/** The two entries of a document in the ledger, each with the document whose balance it is part of. */
const post = ({ sink, now }: World, { kind, id, account, amount, on }: Posted, of: Of) => {
  if (compareAmounts(amount, '0') === 0) return
  for (const { book, amount: part, moves } of entriesOf(kind, amount))
    sink.add('ledger_entries', {
      id: sink.id('ledger_entries'),
      posting: postingOf(kind, id),
      sequence: 1,
      book,
      ...owner(account),
      currency: account.currency,
      amount: part,
      booked_on: dayText(on),
      moves,
      invoice_id: book === 'receivable' ? (of.invoice ?? null) : null,
      credit_note_id: book === 'unapplied' ? (of.note ?? null) : null,
      payment_id: book === 'unapplied' ? (of.payment ?? null) : null,
      created_at: Math.min(instantAt(on, 1020, account.zone), now),
    })
}

type Settlement = { amount: string; on: Day }

/** What of it was given back and what was paid, and the invoice as it stands after that. */
const settle = (world: World, numbers: Numbers, invoice: Invoice, chance: Chance) => {
  const done: Settlement[] = []
  if (chance.is(0.05)) done.push(...credit(world, numbers, invoice, chance))
  const rest = subtractAmounts(invoice.total, sumAmounts(done.map((one) => one.amount)))
  const draw = chance.next()
  // Most pay around the day, some weeks late; a few pay half of it, and a few nothing.
  const late = draw < 0.72 ? chance.whole(-8, 4) : chance.whole(5, 40)
  const on = addWorkdays(invoice.due + late, 0)
  const part = draw > 0.965 && world.today - invoice.due < 60
  const amount = part ? roundTo(String(Math.floor(Number(rest) / 2)), invoice.account.currency) : rest
  const unpaid = draw > 0.94 && draw <= 0.965 && world.today - invoice.due < 75
  if (!unpaid && on <= world.today && on > invoice.issued && compareAmounts(amount, '0') > 0)
    done.push(pay(world, numbers, invoice, amount, on, chance))
  finish(world, invoice, done)
}

const allocate = (world: World, { account, id, due }: Invoice, from: Of, { amount, on }: Settlement) => {
  const allocation = world.sink.id('allocations')
  post(world, { kind: 'allocation', id: allocation, account, amount, on }, { ...from, invoice: id })
  world.sink.add('allocations', {
    id: allocation,
    code: `demo-${allocation}`,
    ...owner(account),
    invoice_id: id,
    payment_id: from.payment ?? null,
    credit_note_id: from.note ?? null,
    currency: account.currency,
    amount,
    allocated_on: dayText(on),
    created_at: instantAt(Math.min(on, due + 400), 600, account.zone),
    created_by: null,
  })
}

const pay = (world: World, numbers: Numbers, invoice: Invoice, amount: string, on: Day, chance: Chance): Settlement => {
  const { account } = invoice
  const at = Math.min(instantAt(on, 560, account.zone), world.now)
  const id = world.sink.id('payments')
  world.sink.add('payments', {
    id,
    legal_entity_id: account.entityId,
    number: numbers.billed('payment', account.sells, at),
    ...owner(account),
    currency: account.currency,
    amount,
    allocated_total: amount,
    is_open: 0,
    received_on: dayText(on),
    method: chance.is(0.9) ? 'transfer' : 'direct_debit',
    reference: invoice.number,
    provider: null,
    provider_ref: null,
    is_test: 0,
    parked_reason: null,
    settled_note: null,
    booked_by: null,
    version: 1,
    created_at: at,
    updated_at: at,
  })
  post(world, { kind: 'payment', id, account, amount, on }, { payment: id })
  allocate(world, invoice, { payment: id }, { amount, on })
  return { amount, on }
}

/** What of a line a rebate programme asks for. */
const countedAs = ({ account, order }: Invoice, { line }: Part) => ({
  sku: line.product.sku,
  description: line.description,
  category: line.product.family.category,
  shipTo: order.shipTo.country,
  currency: account.currency,
  unit: line.product.family.unit,
})

/** Half of the first line's goods came back, or its price was wrong: given back, and mostly set off against the invoice itself. */
const credit = (world: World, numbers: Numbers, invoice: Invoice, chance: Chance): Settlement[] => {
  const { account, order } = invoice
  const [line] = invoice.lines
  const on = addWorkdays(invoice.issued, chance.whole(3, 12))
  if (!line?.part || on > world.today) return []
  const at = Math.min(instantAt(on, 700, account.zone), world.now)
  const share = chance.pick([0.1, 0.2, 0.5])
  const net = roundTo(String(Math.floor(Number(line.net) * share)), account.currency)
  if (compareAmounts(net, '0') <= 0) return []
  const { tax, total } = billedTotals([{ net, taxRate: line.taxRate }], { currency: account.currency, tax: '0' })
  const id = world.sink.id('credit_notes')
  const number = numbers.billed('creditNote', account.sells, at)
  const applied = chance.is(0.8)
  const came = share === 0.5
  const reason = account.chinese ? (came ? '部分退货' : '价格差异') : came ? 'Part of the goods came back' : 'The price was wrong'
  world.sink.add('credit_notes', {
    id,
    legal_entity_id: account.entityId,
    number,
    ...owner(account),
    currency: account.currency,
    issued_on: dayText(on),
    invoice_id: invoice.id,
    reason,
    lines_count: 1,
    given_tax: '0',
    net_total: net,
    tax_total: tax,
    total,
    applied_total: applied ? total : '0',
    is_open: applied ? 0 : 1,
    version: 1,
    created_at: at,
    updated_at: at,
  })
  const quantity = came ? text(Math.max(1, Math.floor(line.part.hundredths / 2))) : line.quantity
  keepBilled(world, account, {
    kind: 'credit_note',
    documentId: id,
    document: number,
    lineNo: 1,
    day: dayText(on),
    ...countedAs(invoice, line.part),
    net: `-${net}`,
    quantity: `-${quantity}`,
  })
  world.sink.add('credit_note_lines', {
    id: world.sink.id('credit_note_lines'),
    credit_note_id: id,
    ...owner(account),
    line_no: 1,
    kind: 'goods',
    credited_on: dayText(on),
    currency: account.currency,
    invoice_line_id: line.id,
    product_id: line.part.line.product.id,
    sku: line.part.line.product.sku,
    description: line.part.line.description,
    quantity,
    unit: line.part.line.product.family.unit,
    net,
    tax_rate: line.taxRate,
    ...destination(order),
  })
  post(world, { kind: 'credit_note', id, account, amount: total, on }, { note: id })
  if (!applied) return []
  allocate(world, invoice, { note: id }, { amount: total, on })
  return [{ amount: total, on }]
}

const finish = (world: World, invoice: Invoice, done: readonly Settlement[]) => {
  const { sink, now } = world
  const { account, order, lines, total } = invoice
  post(world, { kind: 'invoice', id: invoice.id, account, amount: total, on: invoice.issued }, { invoice: invoice.id })
  const { net, tax } = billedTotals(lines, { currency: account.currency, tax: '0' })
  const paid = sumAmounts(done.map((one) => one.amount))
  const open = isUnsettled(total, paid)
  const last = Math.max(invoice.issued, ...done.map((one) => one.on))
  const at = instantAt(invoice.issued, 1020, account.zone)
  const days = daysOf(account)
  sink.add('invoices', {
    id: invoice.id,
    legal_entity_id: account.entityId,
    number: invoice.number,
    ...owner(account),
    currency: account.currency,
    issued_on: dayText(invoice.issued),
    due_on: dayText(invoice.due),
    terms: account.chinese ? `${days} 天内付清` : `${days} days net`,
    po_number: order.po,
    bill_to_id: account.addresses[0]?.id ?? order.shipTo.id,
    lines_count: lines.length,
    given_tax: '0',
    net_total: net,
    tax_total: tax,
    total,
    paid_total: paid,
    is_open: open ? 1 : 0,
    settled_on: open ? null : dayText(last),
    version: 1,
    created_at: Math.min(at, now),
    updated_at: Math.min(instantAt(last, 1020, account.zone), now),
  })
}
