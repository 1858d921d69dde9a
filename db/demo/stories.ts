import type { PromiseCause } from '../../app/features/orders/order.ts'
import type { Mode } from './ways.ts'

/**
 * What Brackwater Supply sees: its last two months, told by hand. Days are working days from today (0, or the next Monday on a
 * weekend): -3 is three working days ago. What is told of a time that has not come yet has not happened yet.
 */
export type Story = {
  number: string
  account: 'BRACKWATER-RTM' | 'BRACKWATER-AMS' | 'BRACKWATER-ANR'
  po: string
  by?: string
  kind?: 'drop_ship' | 'consignment'
  placed: readonly [day: number, clock: string]
  /** Working days from placing to confirming; left out where nobody confirmed it yet. */
  confirmed?: number
  /** Our number, how many, and the unit price where it is not the usual one. */
  lines: readonly (readonly [sku: string, quantity: number, price?: string, discount?: string])[]
  freight?: string
  reverseCharge?: true
  /** The day of the first promise. */
  promised?: number
  changes?: readonly { at: readonly [day: number, clock: string]; to: number; cause: PromiseCause; text: string }[]
  held?: readonly [day: number, clock: string, reason: string]
  cancelled?: readonly [day: number, clock: string]
  backordered?: readonly (readonly [line: number, quantity: number])[]
  address?: number
  loads?: readonly StoryLoad[]
  notes?: readonly StoryNote[]
}

export type StoryNote = { at: readonly [day: number, clock: string]; by: string; text: string; internal?: true }

export type StoryLoad = {
  number: string
  /** Line and quantity; all of them where left out. */
  lines?: readonly (readonly [line: number, quantity: number])[]
  /** Lines of other orders that travel along. */
  along?: readonly (readonly [order: string, line: number, quantity: number])[]
  from?: 'rotterdam' | 'ningbo' | 'KESTREL'
  mode: Mode
  carrier: string
  /** The day on which it arrives if nothing goes wrong. */
  arrives: number
  packed?: number
  packages?: number
  signedBy?: string
  delay?: readonly [checkpoint: number, days: number, cause: PromiseCause, text: string]
  end?: readonly [checkpoint: number, as: 'lost' | 'returned' | 'silent']
  attempt?: true
  mistaken?: true
}

const rtm = 'BRACKWATER-RTM'
const ams = 'BRACKWATER-AMS'
const anr = 'BRACKWATER-ANR'
const greyhook = { mode: 'parcel', carrier: 'Greyhook Parcel' } as const
const lowland = { mode: 'road', carrier: 'Lowland Freight' } as const
const vanderster = { mode: 'road', carrier: 'Van der Ster Transport' } as const

// biome-ignore format: a table
export const stories: readonly Story[] = [
  { number: 'SO-48260', account: rtm, po: '7700-2318', by: 'Pim Doorn', placed: [0, '09:12'], lines: [['FA-080-24', 7, '2450.00'], ['FK-080', 7, '42.00']] },
  { number: 'SO-48255', account: rtm, po: '7700-2316', by: 'Ines Kuiper', placed: [-1, '14:20'], freight: '18.50', lines: [['FGK-050', 24], ['FGK-065', 24], ['FGK-080', 24], ['FGK-100', 12], ['FGK-125', 12], ['FGK-150', 6]] },
  { number: 'SO-48251', account: ams, po: 'AMS-0981', by: 'Pim Doorn', placed: [-2, '10:05'], confirmed: 1, promised: 7, lines: [['FB-050-M', 60]] },
  { number: 'SO-48247', account: rtm, po: '7700-2311', by: 'Pim Doorn', placed: [-2, '08:40'], confirmed: 0, promised: 6, lines: [['FU-015-B', 50], ['FU-020-B', 50], ['FU-025-B', 30], ['FU-032-B', 20]] },
  { number: 'SO-48239', account: anr, po: 'ANR-1177', by: 'Joost Peeters', placed: [-3, '15:31'], confirmed: 0, promised: 9, held: [-2, '09:10', 'Credit check'], lines: [['FC-100-B', 36], ['FC-080-B', 24]],
    notes: [{ at: [-2, '09:25'], by: 'finance', text: 'On hold until INV-70118 is paid. It frees the limit at once.' }, { at: [-2, '11:40'], by: 'agent', internal: true, text: 'Joost says the payment leaves on Friday. Stock is reserved meanwhile.' }] },
  { number: 'SO-48234', account: anr, po: 'ANR-1174', by: 'Joost Peeters', placed: [-4, '09:50'], confirmed: 0, promised: 3, lines: [['FO-30-N', 5000], ['FO-40-N', 2000]] },
  { number: 'SO-48231', account: rtm, po: '7700-2305', by: 'Ines Kuiper', placed: [-4, '11:15'], confirmed: 0, promised: 2, lines: [['FO-10-N', 10000], ['FO-20-N', 10000], ['FO-30-E', 5000], ['FO-50-E', 2000], ['FO-60-V', 1000], ['FSH-20', 5], ['FSH-30-P', 5], ['FGL-20', 2.5], ['FGL-30-P', 1]],
    loads: [{ number: 'SH-90422', ...lowland, arrives: 2, packed: -1, packages: 2, along: [['SO-48234', 1, 5000], ['SO-48234', 2, 2000]] }],
    notes: [{ at: [-3, '16:05'], by: 'agent', text: 'Antwerp’s O-rings travel with this delivery and are handed over at Waalhaven.' }] },
  { number: 'SO-48229', account: ams, po: 'AMS-0975', by: 'Pim Doorn', placed: [-5, '13:02'], confirmed: 1, promised: 1, lines: [['FV-065-G', 24], ['FV-080-G', 12]],
    changes: [{ at: [-1, '08:31'], to: 3, cause: 'stock', text: 'Packing ran two days behind after a stock count.' }],
    loads: [{ number: 'SH-90419', ...lowland, arrives: 3, packed: -1, packages: 3 }] },
  { number: 'SO-48226', account: rtm, po: '7700-2303', by: 'Ines Kuiper', placed: [-6, '16:44'], confirmed: 1, promised: 1, freight: '24.00', lines: [['FSP-080-S', 20], ['FSP-100-S', 12], ['FGL-20-P', 2.5]],
    loads: [{ number: 'SH-90415', ...greyhook, from: 'KESTREL', arrives: 1, packages: 2, lines: [[1, 20], [2, 12]] }] },
  { number: 'SO-48222', account: anr, po: 'ANR-1170', by: 'Joost Peeters', placed: [-7, '10:27'], confirmed: 0, promised: 0, lines: [['FB-025-M', 120]],
    loads: [{ number: 'SH-90407', ...vanderster, arrives: 0 }] },
  { number: 'SO-48220', account: rtm, po: '7700-2300', by: 'Pim Doorn', placed: [-8, '09:33'], confirmed: 0, promised: 0, lines: [['FP-30-100', 40]],
    loads: [{ number: 'SH-90410', ...greyhook, arrives: 0, packages: 2 }] },
  { number: 'SO-48217', account: rtm, po: '7700-2297', by: 'Pim Doorn', placed: [-9, '11:50'], cancelled: [-9, '13:05'], lines: [['FY-150-G', 24]],
    notes: [{ at: [-9, '13:06'], by: 'agent', text: 'Cancelled at your request: a copy of SO-48209.' }] },
  { number: 'SO-48213', account: anr, po: 'ANR-1168', by: 'Joost Peeters', kind: 'consignment', placed: [-10, '08:15'], confirmed: 1, promised: -3, address: 1, lines: [['FN-015-M', 2000], ['FN-020-M', 2000], ['FE-015-M', 1000], ['FTE-015-M', 500]],
    loads: [{ number: 'SH-90401', ...lowland, arrives: -3, packages: 1, signedBy: 'J. Peeters' }] },
  { number: 'SO-48209', account: ams, po: 'AMS-0968', by: 'Pim Doorn', kind: 'drop_ship', placed: [-11, '15:20'], confirmed: 1, promised: -4, lines: [['FV-150-G', 24]],
    loads: [{ number: 'SH-90391', ...vanderster, from: 'KESTREL', arrives: -4, packages: 4, delay: [1, 9, 'carrier', 'The carrier missed the Zeebrugge sailing. The next one leaves five days later.'] }] },
  { number: 'SO-48204', account: anr, po: 'ANR-1163', by: 'Joost Peeters', placed: [-12, '10:10'], confirmed: 0, promised: -2, lines: [['FS-050-B', 12], ['FS-065-B', 10], ['FS-080-B', 5]],
    loads: [{ number: 'SH-90388', ...lowland, arrives: -2, packages: 1, signedBy: 'J. M.' }] },
  { number: 'SO-48198', account: rtm, po: '7700-2284', by: 'Ines Kuiper', placed: [-14, '12:00'], confirmed: 1, promised: 2, lines: [['FSH-20', 40, '29.50']], backordered: [[1, 40]],
    changes: [{ at: [-3, '10:42'], to: 5, cause: 'supplier', text: 'Gasket sheet ran out. Ningbo Haikuo Seals delivers to us three days from now.' }] },
  { number: 'SO-48193', account: rtm, po: '7700-2282', by: 'Pim Doorn', placed: [-15, '09:05'], confirmed: 0, promised: -1, freight: '62.00', lines: [['FB-100-M', 20], ['FB-080-S', 12], ['FP-20-63', 24], ['FQ-20-S', 80]],
    loads: [{ number: 'SH-90372', ...greyhook, arrives: -9, lines: [[3, 24]], packages: 1, signedBy: 'J. Maas' }, { number: 'SH-90380', ...lowland, arrives: -6, lines: [[1, 20], [4, 80]], signedBy: 'J. Maas' }, { number: 'SH-90396', ...lowland, arrives: -1, lines: [[2, 12]], packages: 1, signedBy: 'J. Maas' }] },
  { number: 'SO-48190', account: rtm, po: '7700-2280', by: 'Ines Kuiper', placed: [-16, '16:12'], confirmed: 1, promised: -3, lines: [['FB-040-M', 60]],
    loads: [{ number: 'SH-90385', ...lowland, arrives: -3, packages: 1, signedBy: 'J. Maas', mistaken: true }] },
  { number: 'SO-48188', account: ams, po: 'AMS-0959', by: 'Pim Doorn', placed: [-17, '11:24'], confirmed: 0, promised: -4, lines: [['FR-050-S', 6], ['FR-040-S', 6]],
    loads: [{ number: 'SH-90383', ...greyhook, arrives: -5, packages: 1, attempt: true, signedBy: 'R. de Boer' }] },
  { number: 'SO-48181', account: rtm, po: '7700-2277', by: 'Ines Kuiper', placed: [-18, '13:37'], confirmed: 0, promised: -5, lines: [['FF-032-C', 20], ['FF-040-C', 20], ['FF-050-C', 24], ['FF-065-C', 20], ['FF-080-C', 12], ['FF-100-C', 10], ['FGK-040', 20], ['FGK-050', 24], ['FGK-080', 12], ['FQ-10', 40], ['FQ-20', 40]],
    loads: [{ number: 'SH-90376', ...lowland, arrives: -5, packages: 2, signedBy: 'J. Maas' }] },
  { number: 'SO-48176', account: ams, po: 'AMS-0955', by: 'Pim Doorn', placed: [-19, '10:00'], confirmed: 0, promised: 1, lines: [['FT-10', 12], ['FT-20', 12], ['FT-30', 6]],
    loads: [{ number: 'SH-90400', ...greyhook, lines: [[1, 12], [2, 12]], arrives: -6, packages: 1, end: [0, 'silent'] }],
    notes: [{ at: [-1, '15:10'], by: 'agent', internal: true, text: 'Greyhook opened a search, their reference 5520-118. Call them again tomorrow.' }] },
  { number: 'SO-48171', account: anr, po: 'ANR-1158', by: 'Joost Peeters', placed: [-20, '14:48'], confirmed: 1, promised: 4, lines: [['FX-10', 2.5], ['FX-20', 2.5], ['FW-10', 500]],
    loads: [{ number: 'SH-90363', ...greyhook, arrives: -13, packages: 1, end: [2, 'returned'] }, { number: 'SH-90417', ...greyhook, arrives: 4, packed: -1, packages: 1 }],
    notes: [{ at: [-8, '10:30'], by: 'agent', text: 'Returned: the driver found the gate in Noorderlaan closed for works. Sent again without charge, to the back entrance.' }] },
  { number: 'SO-48165', account: rtm, po: '7700-2266', by: 'Pim Doorn', placed: [-26, '09:45'], confirmed: 0, promised: 5, lines: [['FP-10-63', 24], ['FP-20-63', 24]],
    loads: [{ number: 'SH-90341', ...greyhook, arrives: -21, packages: 1, end: [0, 'lost'] }, { number: 'SH-90420', ...greyhook, arrives: 2, packed: -1, packages: 1 }],
    notes: [{ at: [-13, '11:05'], by: 'manager', text: 'Greyhook declared the carton lost. We send the gauges again and claim the loss ourselves.' }] },
  { number: 'SO-48158', account: ams, po: 'AMS-0949', by: 'Pim Doorn', placed: [-28, '08:50'], confirmed: 0, promised: -18, lines: [['FH-019', 50], ['FH-025-S', 25]],
    loads: [{ number: 'SH-90346', ...lowland, arrives: -17, signedBy: 'R. de Boer', delay: [0, 1, 'weather', 'Storm closed the ring road at Amsterdam.'] }] },
  { number: 'SO-48149', account: anr, po: 'ANR-1151', by: 'Joost Peeters', placed: [-30, '15:15'], confirmed: 1, promised: -20, lines: [['FL-050-C', 240], ['FL-025-C', 120]],
    loads: [{ number: 'SH-90337', ...vanderster, arrives: -21, signedBy: 'J. Peeters' }] },
  { number: 'SO-48137', account: rtm, po: '7700-2255', by: 'Ines Kuiper', placed: [-32, '11:30'], confirmed: 0, promised: -22, lines: [['FG-025-B', 24], ['FG-040-B', 12], ['FG-050-B', 12]],
    loads: [{ number: 'SH-90330', ...lowland, arrives: -23, packages: 1, signedBy: 'J. Maas' }] },
]
