import type { Chance } from './chance.ts'
import type { Part, ShipmentPlan } from './shipments.ts'
import type { Sink } from './sink.ts'
import type { World } from './world.ts'

/** Spreads the lines over the packages: each line into one of them, or, where there are fewer lines, over all. */
export const addPackages = (
  { sink }: World,
  shipmentId: number,
  plan: ShipmentPlan,
  lineIds: readonly number[],
  chance: Chance,
): void => {
  const count = plan.packages ?? 0
  for (let number = 1; number <= count; number++) {
    const id = sink.id('packages')
    const inside = contentsOf(plan.parts, number, count)
    const kilograms = inside.reduce((sum, { part, hundredths }) => sum + (hundredths / 100) * part.line.product.weight, 0.4)
    const parcel = plan.way.mode === 'parcel'
    sink.add('packages', {
      id,
      shipment_id: shipmentId,
      account_id: plan.consignee.id,
      root_account_id: plan.consignee.root.id,
      number,
      kind: parcel ? 'carton' : kilograms > 40 ? 'pallet' : 'crate',
      tracking_number: parcel ? `${plan.way.carrier.replace(/[^A-Z]/g, '').slice(0, 2)}${chance.digits(11)}` : null,
      sscc: sscc(id),
      weight_kg: kilograms.toFixed(1),
    })
    for (const one of inside) addContent(sink, id, one, lineIds[one.index] ?? 0, chance)
  }
}

const addContent = (sink: Sink, packageId: number, { part, hundredths }: Inside, lineId: number, chance: Chance) => {
  const { code, category } = part.line.product.family
  sink.add('package_lines', {
    id: sink.id('package_lines'),
    package_id: packageId,
    shipment_line_id: lineId,
    account_id: part.order.account.id,
    root_account_id: part.order.account.root.id,
    quantity: hundredths / 100,
    lot: category === 'Seals' ? `L${chance.digits(6)}` : '',
    serial: code === 'FA' && hundredths === 100 ? `FA${chance.digits(8)}` : '',
  })
}

type Inside = { part: Part; index: number; hundredths: number }

const contentsOf = (parts: readonly Part[], number: number, count: number): Inside[] =>
  parts
    .map((part, index) => ({ part, index, hundredths: shareOf(part.hundredths, parts.length < count, index, number, count) }))
    .filter((one) => one.hundredths > 0)

/** Spread over all packages in whole units, the rest in the last one; or all of it in one. */
const shareOf = (hundredths: number, spread: boolean, index: number, number: number, count: number): number => {
  if (!spread) return index % count === number - 1 ? hundredths : 0
  const share = Math.floor(hundredths / 100 / count) * 100
  return number === count ? hundredths - share * (count - 1) : share
}

/** A serial shipping container code with its check digit (GS1). The company prefix is invented. */
const sscc = (serial: number): string => {
  const body = `08712345${String(serial).padStart(9, '0')}`
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += Number(body[i]) * (i % 2 === 0 ? 3 : 1)
  return body + ((10 - (sum % 10)) % 10)
}
