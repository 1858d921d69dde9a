import type { Chance } from './chance.ts'
import type { Packing, Part, ShipmentPlan } from './shipments.ts'
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
  if (plan.packing) {
    addPacked(sink, shipmentId, plan, plan.packing, lineIds)
    return
  }
  const count = plan.packages ?? 0
  for (let number = 1; number <= count; number++) {
    const id = sink.id('packages')
    const inside = contentsOf(plan.parts, number, count)
    const kilograms = inside.reduce((sum, { part, hundredths }) => sum + (hundredths / 100) * part.line.product.weight, 0.4)
    const parcel = plan.way.mode === 'parcel'
    const tracking = parcel ? `${plan.way.carrier.replace(/[^A-Z]/g, '').slice(0, 2)}${chance.digits(11)}` : null
    const kind = parcel ? 'carton' : kilograms > 40 ? 'pallet' : 'crate'
    addPackage(sink, id, shipmentId, plan, { number, kind, tracking, kilograms: kilograms.toFixed(1) })
    for (const one of inside) addContent(sink, id, one, lineIds[one.index] ?? 0, chance)
  }
}

type Outside = { number: number; kind: string; tracking: string | null; kilograms: string }

const addPackage = (sink: Sink, id: number, shipmentId: number, { consignee }: ShipmentPlan, one: Outside) =>
  sink.add('packages', {
    id,
    shipment_id: shipmentId,
    account_id: consignee.id,
    root_account_id: consignee.root.id,
    number: one.number,
    kind: one.kind,
    tracking_number: one.tracking,
    sscc: sscc(id),
    weight_kg: one.kilograms,
  })

/** Packages whose contents somebody wrote down. */
const addPacked = (
  sink: Sink,
  shipmentId: number,
  plan: ShipmentPlan,
  packing: readonly Packing[],
  lineIds: readonly number[],
) => {
  for (const [index, { contents, ...outside }] of packing.entries()) {
    const id = sink.id('packages')
    addPackage(sink, id, shipmentId, plan, { ...outside, number: index + 1 })
    for (const [place, hundredths, lot] of contents) {
      const part = plan.parts[place]
      if (part) addLine(sink, id, part, hundredths, lineIds[place] ?? 0, lot ?? '', '')
    }
  }
}

const addContent = (sink: Sink, packageId: number, { part, hundredths }: Inside, lineId: number, chance: Chance) => {
  const { code, category } = part.line.product.family
  const lot = category === 'Seals' ? `L${chance.digits(6)}` : ''
  // One piece has its own number; of several, the label has it.
  const serial = code === 'FA' && hundredths === 100 ? `FA${chance.digits(8)}` : ''
  addLine(sink, packageId, part, hundredths, lineId, lot, serial)
}

const addLine = (sink: Sink, packageId: number, part: Part, hundredths: number, lineId: number, lot: string, serial: string) =>
  sink.add('package_lines', {
    id: sink.id('package_lines'),
    package_id: packageId,
    shipment_line_id: lineId,
    account_id: part.order.account.id,
    root_account_id: part.order.account.root.id,
    quantity: hundredths / 100,
    lot,
    serial,
  })

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
