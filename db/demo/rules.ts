import type { OrderMarks } from '../../app/features/orders/order.ts'
import { statusOf } from '../../app/features/orders/order.ts'
import { contentsOf } from '../../app/features/orders/totals.ts'
import { lineNet } from '../../app/values/money.ts'
import type { DraftLine } from './orders.ts'
import { remembered } from './remembered.ts'
import type { Part } from './shipments.ts'

/** The product's own rules, asked of drafts: the same functions that a running system uses, so that both come to the same answer. */

export const text = (hundredths: number): string => String(hundredths / 100)

export const netOf = remembered(
  lineNet,
  (line: Parameters<typeof lineNet>[0]) =>
    `${line.quantity} ${line.unitPrice} ${line.priceBase} ${line.discount} ${line.currency}`,
)

type Marked = OrderMarks & { lines: readonly DraftLine[] }

const quantitiesOf = (line: DraftLine) => ({
  ordered: text(line.ordered),
  shipped: text(line.shipped),
  delivered: text(line.delivered),
  backordered: text(line.backordered),
  cancelled: text(line.cancelled),
})

export const statusOfOrder = remembered(
  ({ lines, ...marks }: Marked) => statusOf(marks, lines.map(quantitiesOf)),
  ({ lines, confirmed, packed, held, cancelled }) => {
    let key = `${confirmed} ${packed} ${held} ${cancelled}`
    for (const line of lines) key += ` ${line.ordered} ${line.shipped} ${line.delivered} ${line.backordered} ${line.cancelled}`
    return key
  },
)

type Content = { line: DraftLine; quantity: number; cancelled: number }

const contents = remembered(
  (lines: readonly Content[]) => contentsOf(lines.map(contentOf)),
  (lines) => {
    let key = ''
    for (const { line, quantity, cancelled } of lines) key += `${line.product.id} ${quantity} ${cancelled} `
    return lines[0]?.line.description === lines[0]?.line.product.name ? key : `${key}local`
  },
)

/** Those that decide what stands for the contents: where nothing was called off, the first, and one more to tell that it is not alone. */
export const contentsOfOrder = (lines: readonly DraftLine[]): string => {
  const named = lines.some((line) => line.cancelled > 0) ? lines : lines.slice(0, 2)
  return contents(named.map((line) => ({ line, quantity: line.ordered, cancelled: line.cancelled })))
}

export const contentsOfLoad = (parts: readonly Part[]): string =>
  contents(parts.slice(0, 2).map(({ line, hundredths }) => ({ line, quantity: hundredths, cancelled: 0 })))

const contentOf = ({ line: { description, product }, quantity, cancelled }: Content, lineNo: number) => ({
  lineNo,
  description,
  quantity: text(quantity),
  cancelled: text(cancelled),
  unit: product.family.unit,
})
