import { z } from 'zod'
import type { Id } from '~/database/tables'
import type { ImportBatch, ImportEntity } from '~/features/import.types'
import { tellChanges } from '~/features/orders/imported-changes.server'
import { fed, key, kilograms, maybe, someQuantity, text, whole } from '~/values/columns'
import { shipmentFacts } from './shipment-facts.server'

const packageColumns = z.object({
  id: maybe(key('The package’s id in the source; made of its shipment and number where it is blank', 'S-10248/1')),
  shipment: key('Id of the shipment', 'S-10248'),
  number: whole(1, 4_000_000_000, 'Number of the package within its shipment', '1'),
  kind: maybe(text(40, 'What it is', 'Pallet')),
  tracking_number: maybe(text(60, 'The carrier’s number of this package', '1Z999AA10123456785')),
  sscc: maybe(text(18, 'Serial shipping container code', '340123450000000017')),
  weight_kg: maybe(kilograms('Weight in kilograms', '137.5')),
})

export const packageImport: ImportEntity<typeof packageColumns> = {
  name: 'packages',
  after: ['shipments'],
  schema: packageColumns,
  table: 'packages',
  parents: { shipment: 'shipments' },
  unique: { by: 'shipment_id', key: ['shipment_id', 'number'] },
  ahead: true,
  versioned: false,
  decimals: ['weight_kg'],
  usual: {},
  reads: ['account_id', 'root_account_id', 'shipment_id', 'number'],
  touches: { projection: 'shipments', column: 'shipment_id' },
  idOf: ({ shipment, number }) => `${shipment}/${number}`,
  async prepare(batch) {
    const shipments = await shipmentFacts(batch)
    return ({ columns: row, parents }) => {
      const shipment = shipments.get(parents.shipment ?? '')
      if (!shipment) return { column: 'shipment', reason: 'gone' }
      const { values, initially } = fed(row, ['number', 'kind', 'tracking_number', 'sscc', 'weight_kg'])
      return {
        values,
        initially: { ...initially, root_account_id: shipment.root_account_id },
        fixed: {
          shipment_id: { value: shipment.id, column: 'shipment' },
          account_id: { value: shipment.account_id, column: 'shipment' },
        },
      }
    }
  },
  async changing(batch, changes) {
    await tellChanges(batch, changes, {
      kind: 'shipments.imported-change',
      subject: ({ live }) => ({ shipment_id: String(live.shipment_id) }),
      decimals: ['weight_kg'],
      facts: ({ live }) => ({ package: Number(live.number) }),
    })
    return new Map()
  },
}

const contentColumns = z.object({
  id: maybe(key('The content’s id in the source; made of its other columns where it is blank', 'S-10248/1/11')),
  package: key('Id of the package', 'S-10248/1'),
  shipment_line: key('Id of the shipment line', 'S-10248/10248/11'),
  quantity: someQuantity('Quantity of it in this package', '6'),
  lot: maybe(text(60, 'Lot', 'L-2231')),
  serial: maybe(text(60, 'Serial number', '000173')),
})

type Package = { id: Id; shipment_id: Id }
type Line = { id: Id; shipment_id: Id; account_id: Id; root_account_id: Id }

export const packageLineImport: ImportEntity<typeof contentColumns> = {
  name: 'package_lines',
  after: ['packages', 'shipment_lines'],
  schema: contentColumns,
  table: 'package_lines',
  parents: { package: 'packages', shipment_line: 'shipment_lines' },
  unique: { by: 'package_id', key: ['package_id', 'shipment_line_id', 'lot', 'serial'] },
  ahead: true,
  versioned: false,
  decimals: ['quantity'],
  usual: { lot: '', serial: '' },
  reads: ['account_id', 'root_account_id'],
  idOf: (row) => [row.package, row.shipment_line, row.lot, row.serial].filter(Boolean).join('/'),
  async prepare(batch) {
    const packages = await packagesOf(batch)
    const lines = await linesOf(batch)
    return ({ columns: row, parents }) => {
      const box = packages.get(parents.package ?? '')
      const line = lines.get(parents.shipment_line ?? '')
      if (!box || !line) return { column: box ? 'shipment_line' : 'package', reason: 'gone' }
      if (box.shipment_id !== line.shipment_id) return { column: 'shipment_line', reason: 'otherShipment' }
      return {
        values: { quantity: row.quantity, lot: row.lot ?? '', serial: row.serial ?? '' },
        initially: { root_account_id: line.root_account_id },
        fixed: {
          package_id: { value: box.id, column: 'package' },
          shipment_line_id: { value: line.id, column: 'shipment_line' },
          account_id: { value: line.account_id, column: 'shipment_line' },
        },
      }
    }
  },
}

type Content = z.output<typeof contentColumns>

async function packagesOf({ scope, rows }: ImportBatch<Content>): Promise<Map<Id, Package>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.package ?? []))]
  const found = await scope.rows.selectFrom('packages').select(['id', 'shipment_id']).where('id', 'in', ids).execute()
  return new Map(found.map((one) => [one.id, one]))
}

async function linesOf({ scope, rows }: ImportBatch<Content>): Promise<Map<Id, Line>> {
  const ids = [...new Set(rows.flatMap((row) => row.parents.shipment_line ?? []))]
  const found = await scope.rows
    .selectFrom('shipment_lines')
    .select(['id', 'shipment_id', 'account_id', 'root_account_id'])
    .where('id', 'in', ids)
    .execute()
  return new Map(found.map((one) => [one.id, one]))
}
