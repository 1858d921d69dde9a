import type { Chance } from './chance.ts'
import type { Part, ShipmentPlan } from './shipments.ts'
import type { World } from './world.ts'

/** Spreads the lines over the packages: each line into one of them, or, where there are fewer lines, the first over all. */
export const addPackages = (
  { sink }: World,
  shipmentId: number,
  plan: ShipmentPlan,
  lineIds: readonly number[],
  numbers: Chance,
): void => {
  const { parts, consignee } = plan
  const count = plan.packages ?? 0
  for (let number = 1; number <= count; number++) {
    const packageId = sink.id('packages')
    const inside = contentsOf(parts, number, count)
    const kilograms = inside.reduce((sum, { part, hundredths }) => sum + (hundredths / 100) * part.line.product.weight, 0.4)
    sink.add('packages', {
      id: packageId,
      shipment_id: shipmentId,
      account_id: consignee.id,
      root_account_id: consignee.root.id,
      number,
      kind: plan.way.mode === 'parcel' ? 'carton' : kilograms > 40 ? 'pallet' : 'crate',
      tracking_number: plan.way.mode === 'parcel' ? `${plan.way.carrier.slice(0, 2).toUpperCase()}${numbers.digits(11)}` : null,
      sscc: sscc(packageId),
      weight_kg: kilograms.toFixed(1),
    })
    for (const { part, index, hundredths } of inside) {
      const serial = part.line.product.family.code === 'FA' && hundredths === 100 ? `FA${numbers.digits(8)}` : ''
      const lot = part.line.product.family.category === 'Seals' ? `L${numbers.digits(6)}` : ''
      sink.add('package_lines', {
        id: sink.id('package_lines'),
        package_id: packageId,
        shipment_line_id: lineIds[index] ?? 0,
        account_id: part.order.account.id,
        root_account_id: part.order.account.root.id,
        quantity: hundredths / 100,
        lot,
        serial,
      })
    }
  }
}

type Inside = { part: Part; index: number; hundredths: number }

const contentsOf = (parts: readonly Part[], number: number, count: number): Inside[] => {
  const inside: Inside[] = []
  for (const [index, part] of parts.entries()) {
    if (parts.length >= count) {
      if (index % count === number - 1) inside.push({ part, index, hundredths: part.hundredths })
      continue
    }
    // Whole units only, the rest in the last one.
    const share = Math.floor(part.hundredths / 100 / count) * 100
    const hundredths = number === count ? part.hundredths - share * (count - 1) : share
    if (hundredths > 0) inside.push({ part, index, hundredths })
  }
  return inside
}

/** A serial shipping container code with its check digit (GS1). The company prefix is invented. */
const sscc = (serial: number): string => {
  const body = `08712345${String(serial).padStart(9, '0')}`
  let sum = 0
  for (let i = 0; i < body.length; i++) sum += Number(body[i]) * (i % 2 === 0 ? 3 : 1)
  return body + ((10 - (sum % 10)) % 10)
}
