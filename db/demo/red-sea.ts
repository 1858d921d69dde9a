import type { PromiseCause } from '../../app/features/orders/order.ts'
import type { EventStatus } from '../../app/features/shipments/shipment.ts'
import type { Course, Happening } from './course.ts'
import type { Day, Instant } from './days.ts'
import { instantAt, isWorkday, workdayFrom } from './days.ts'
import type { DraftOrder } from './orders.ts'
import { placeOf } from './places.ts'
import type { Stop } from './stops.ts'
import { stopOf } from './stops.ts'
import type { Story } from './stories.ts'
import type { Telling } from './storytelling.ts'
import { book, clockMinutes, partsOf } from './storytelling.ts'
import { noTrouble } from './troubles.ts'
import type { Way } from './ways.ts'

/**
 * The one shipment that everybody looks at first: two packages from the works in Ningbo, one of them flown out of a queue at
 * Singapore, the other still in the Red Sea. Days here are calendar days, since ships sail on all of them.
 */

export const redSeaOrder: Story = {
  number: 'SO-48102',
  account: 'BRACKWATER-RTM',
  po: '7700-2291',
  by: 'Ines Kuiper',
  placed: [-37, '15:12'],
  confirmed: 1,
  promised: 5,
  freight: '504.50',
  reverseCharge: true,
  lines: [
    ['FA-080-24', 8, '2450.00'],
    ['FA-100-24', 6, '3015.00'],
    ['FV-065-B', 24, '245.00'],
    ['FSH-20', 60, '29.50'],
    ['FK-080', 8, '42.00'],
  ],
  backordered: [[4, 40]],
  loads: [
    {
      number: 'SH-90352',
      mode: 'road',
      carrier: 'Lowland Freight',
      arrives: -21,
      lines: [
        [4, 20],
        [5, 8],
      ],
      packages: 1,
      signedBy: 'J. Maas',
    },
  ],
  notes: [
    { at: [-9, '09:40'], by: 'agent', text: 'Package 1 goes on by air, at our cost. It should be with you within the week.' },
    {
      at: [-9, '09:52'],
      by: 'agent',
      internal: true,
      text: 'Air surcharge EUR 1,140 agreed with Hanna. Marlin Line pays half of it.',
    },
    { at: [-4, '16:20'], by: 'agent', text: 'The 40 gasket sheets follow as soon as Ningbo Haikuo has delivered, see SO-48198.' },
  ],
}

const works: Stop = { ...stopOf('ningbo'), name: 'Ningbo works', latitude: 29.8683, longitude: 121.544 }
const door: Stop = { name: 'Rotterdam', country: 'NL', zone: 'Europe/Amsterdam', latitude: 51.8883, longitude: 4.4386 }
const at = (name: string, latitude: number, longitude: number, country = ''): Stop => ({
  name,
  country: country || 'SA',
  zone: 'Asia/Riyadh',
  latitude,
  longitude,
})
const [ningbo, singapore, suez, rotterdam] = [stopOf('ningbo'), stopOf('singapore'), stopOf('suez'), stopOf('rotterdam')]
const marlin = 'Marlin Line'

const way: Way = {
  mode: 'sea',
  carrier: marlin,
  service: 'Less than container load',
  from: placeOf('ningbo'),
  days: 40,
  checkpoints: [],
  legs: [
    { mode: 'road', carrier: 'Jiangda Logistics', from: works, to: ningbo, leaves: 0, arrives: 1 },
    { mode: 'sea', carrier: marlin, from: ningbo, to: singapore, leaves: 2, arrives: 3 },
    { mode: 'sea', carrier: marlin, from: singapore, to: suez, leaves: 4, arrives: 5 },
    { mode: 'sea', carrier: marlin, from: suez, to: rotterdam, leaves: 5, arrives: 6 },
    { mode: 'road', carrier: 'Lowland Freight', from: rotterdam, to: door, leaves: 7, arrives: 8 },
  ],
}

/** Days from the base day, clocks and zones of what was scheduled, in the order in which the legs name them. */
const schedule: [number, string, Stop][] = [
  [-33, '22:20', works],
  [-32, '09:00', ningbo],
  [-30, '18:30', ningbo],
  [-22, '06:00', singapore],
  [-19, '22:00', singapore],
  [-4, '04:00', suez],
  [5, '06:00', rotterdam],
  [6, '14:00', rotterdam],
  [7, '08:00', door],
]

type Said = [day: number, clock: string, stop: Stop, status: EventStatus, pkg: number | null, code: string, text: string]

const actual: Said[] = [
  [-36, '17:05', works, 'packed', null, 'PK', 'Packed'],
  [-33, '22:20', works, 'picked_up', null, 'PU', 'Left the works, two packages, 1,050.5 kg'],
  [-32, '10:40', ningbo, 'arrived', null, 'GTIN', 'Gate in Ningbo'],
  [-30, '18:30', ningbo, 'departed', null, 'DEPA', 'Both packages loaded and sailed'],
  [-22, '05:35', singapore, 'arrived', null, 'ARRI', 'Vessel arrived Singapore'],
  [-19, '10:52', singapore, 'held', null, 'HLD', 'Berth queue of three days'],
  [-16, '13:15', singapore, 'held', null, 'HLD', 'Crane repair'],
  [-14, '22:05', singapore, 'departed', 2, 'DEPA', 'Sanderling sailed with package 2'],
  [-13, '15:40', singapore, 'departed', 1, 'DEP', 'Package 1 handed to Petrel Air Cargo'],
  [-9, '05:50', stopOf('schiphol'), 'arrived', 1, 'ARR', 'Package 1 landed at Schiphol and cleared customs'],
  [-7, '07:15', door, 'out_for_delivery', 1, 'OC', 'Package 1 on the van'],
  [-7, '10:42', door, 'delivered', 1, 'DL', 'Package 1 delivered, signed by J. M.'],
  [-4, '06:10', at('Gulf of Aden', 12.4, 47.2, 'YE'), 'in_transit', 2, 'POS', 'Position reported, 12.4° N 47.2° E, 16 knots'],
  [-2, '08:25', at('Red Sea', 18.2, 39.9), 'in_transit', 2, 'POS', 'Position reported, 18.2° N 39.9° E, 17 knots'],
  [-1, '08:05', at('Red Sea', 22.3, 37.6), 'in_transit', 2, 'POS', 'Position reported, 22.3° N 37.6° E, 17 knots'],
  [0, '08:10', at('Red Sea', 25.9, 35.4), 'in_transit', 2, 'POS', 'Position reported, 25.9° N 35.4° E, 17 knots'],
]

const expected: Said[] = [
  [1, '04:00', suez, 'in_transit', 2, 'PASS', 'Northbound convoy through the canal'],
  [10, '06:00', rotterdam, 'arrived', 2, 'ARRI', 'Vessel arrives Rotterdam'],
  [12, '08:00', door, 'delivered', 2, 'DL', 'Delivery to Waalhaven Z.z. 19'],
]

const delays: { day: number; clock: string; to: number; cause: PromiseCause; text: string }[] = [
  { day: -19, clock: '11:20', to: 10, cause: 'carrier', text: 'Berth queue at Singapore.' },
  {
    day: -16,
    clock: '13:40',
    to: 12,
    cause: 'carrier',
    text: 'A berth queue and a crane repair at Singapore held package 2. Package 1 went by air and is with you.',
  },
]

/** The day that everything is counted from: today, or the Friday before. */
const baseDay = (today: Day): Day => {
  let day = today
  while (!isWorkday(day)) day--
  return day
}

const course = (today: Day): Course => {
  const base = baseDay(today)
  const time = (day: number, clock: string, stop: Stop): Instant => instantAt(base + day, clockMinutes(clock), stop.zone)
  const known = time(-16, '13:40', singapore)
  const said = (classifier: 'actual' | 'estimated', [day, clock, stop, status, pkg, code, text]: Said): Happening => {
    const moment =
      classifier === 'actual' ? time(day, clock, stop) : instantAt(workdayFrom(base + day), clockMinutes(clock), stop.zone)
    const source = status === 'packed' ? 'warehouse' : 'carrier'
    return {
      status,
      classifier,
      at: moment,
      stop,
      code,
      text,
      source,
      pkg,
      recorded: classifier === 'actual' ? moment + 21 * 60_000 : known,
    }
  }
  return {
    happenings: [...actual.map((one) => said('actual', one)), ...expected.map((one) => said('estimated', one))],
    delays: delays.map(({ day, clock, to, cause, text }) => ({
      at: time(day, clock, singapore),
      cause: { at: 0, days: 0, cause, text, chinese: text },
      expected: workdayFrom(base + to),
      source: 'carrier' as const,
    })),
    firstExpected: workdayFrom(base + 7),
    expected: workdayFrom(base + 12),
    planned: schedule.map(([day, clock, stop]) => time(day, clock, stop)),
  }
}

/** Writes SH-90377, between the drafting of its order and the writing of it. */
export const sendThroughRedSea = (telling: Telling): void => {
  const order = telling.drafts.get(redSeaOrder.number) as DraftOrder
  const made = course(telling.world.today)
  const packedAt = made.happenings[0]?.at ?? 0
  book(telling, {
    parts: partsOf(order, [
      [1, 8],
      [2, 6],
      [3, 24],
    ]),
    consignee: order.account,
    shipTo: order.shipTo,
    way,
    origin: 'ningbo',
    openedAt: packedAt - 26 * 3_600_000,
    packedAt,
    packages: 2,
    trouble: noTrouble,
    number: 'SH-90377',
    terms: 'DAP Rotterdam',
    tracking: 'MRLU4819026',
    course: made,
    vehicles: [
      [null, null],
      ['Whimbrel', '077S'],
      ['Sanderling', '214W'],
      ['Sanderling', '214W'],
      [null, null],
    ],
    packing: [
      {
        kind: 'pallet',
        kilograms: '412.0',
        tracking: 'PAC60411827',
        contents: [
          [0, 800],
          [2, 1200, 'L250611'],
        ],
      },
      {
        kind: 'pallet',
        kilograms: '638.5',
        tracking: 'MRLU4819026',
        contents: [
          [1, 600],
          [2, 1200, 'L250612'],
        ],
      },
    ],
    references: [
      ['delivery_note', 'DN-90377'],
      ['booking', 'MB7714082'],
      ['container', 'MRLU4819026'],
      ['bill_of_lading', 'MRLN26051877'],
      ['air_waybill', '618-40441827'],
    ],
  })
}
