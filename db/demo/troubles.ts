import type { PromiseCause } from '../../app/features/orders/order.ts'
import type { Chance } from './chance.ts'
import type { Mode, Way } from './ways.ts'

/** Something that costs days. `text` is what the customer reads, in English and in Chinese. */
export type Cause = { cause: PromiseCause; text: string; chinese: string }

/** What goes wrong with a shipment on its way. */
export type Trouble = {
  /** At which checkpoint, how many days, and why. */
  delays: readonly (Cause & { at: number; days: number })[]
  /** How it ends instead of being delivered, after which checkpoint. */
  end?: { at: number; as: 'lost' | 'returned' | 'silent' | 'cancelled' }
  /** Nobody was there at the first attempt. */
  attempt?: boolean
  /** The carrier reported something that was not so, and it was retracted. */
  mistaken?: boolean
  /** Of several packages, the last came so many days later. */
  laggard?: number
}

export const noTrouble: Trouble = { delays: [] }

const onTheWay: Record<Mode, readonly ((place: string) => Cause)[]> = {
  sea: [
    (place) => ({ cause: 'carrier', text: `Berth queue at ${place}.`, chinese: `${place}泊位排队。` }),
    (place) => ({
      cause: 'carrier',
      text: `The carrier missed the sailing at ${place}.`,
      chinese: `承运人未赶上${place}的船期。`,
    }),
    () => ({ cause: 'weather', text: 'The vessel slowed down for a storm.', chinese: '船舶因风暴减速。' }),
    (place) => ({ cause: 'customs', text: `Customs at ${place} inspected the container.`, chinese: `${place}海关查验集装箱。` }),
    (place) => ({ cause: 'carrier', text: `Crane repair at ${place}.`, chinese: `${place}码头起重机维修。` }),
  ],
  air: [
    (place) => ({ cause: 'carrier', text: `The flight from ${place} was full.`, chinese: `${place}航班舱位已满。` }),
    (place) => ({
      cause: 'customs',
      text: `Customs at ${place} asked for the certificate of origin.`,
      chinese: `${place}海关要求补交原产地证。`,
    }),
  ],
  rail: [
    (place) => ({ cause: 'carrier', text: `Wagons waited at ${place}.`, chinese: `列车在${place}等待换装。` }),
    (place) => ({ cause: 'customs', text: `Border papers were checked at ${place}.`, chinese: `${place}口岸核查单证。` }),
  ],
  road: [
    (place) => ({ cause: 'carrier', text: `The lorry broke down near ${place}.`, chinese: `车辆在${place}附近故障。` }),
    () => ({ cause: 'weather', text: 'High wind closed the bridge to lorries.', chinese: '大风致桥梁限行。' }),
    () => ({ cause: 'customer', text: 'You asked for a later delivery.', chinese: '应贵方要求推迟送货。' }),
  ],
  parcel: [
    (place) => ({
      cause: 'carrier',
      text: `The parcel was sorted to the wrong hub at ${place}.`,
      chinese: `包裹在${place}被误分拣。`,
    }),
    () => ({ cause: 'carrier', text: 'The depot had no driver that day.', chinese: '网点当日无派送员。' }),
    () => ({ cause: 'weather', text: 'Floods held up the depot.', chinese: '网点因洪水停运。' }),
  ],
}

const beforeLeaving: readonly ((product: string) => Cause)[] = [
  (product) => ({ cause: 'stock', text: `${product} ran out.`, chinese: `${product}库存不足。` }),
  (product) => ({ cause: 'production', text: `The casting line for ${product} stood still.`, chinese: `${product}生产线停机。` }),
  (product) => ({
    cause: 'supplier',
    text: `Our supplier delivers ${product} later than agreed.`,
    chinese: `供应商未按期交付${product}。`,
  }),
  () => ({ cause: 'stock', text: 'Packing ran behind after a stock count.', chinese: '盘点后包装延迟。' }),
  () => ({ cause: 'other', text: 'The test certificate came late.', chinese: '检验证书延迟出具。' }),
]

export const stockCause = (product: string, chance: Chance): Cause => chance.pick(beforeLeaving)(product)

/** Customs hold up what is with them, and nothing else. */
const transitCause = (way: Way, at: number, chance: Chance): Cause => {
  const point = way.checkpoints[at]
  const byRoad = point === undefined || ['picked_up', 'out_for_delivery', 'delivered'].includes(point.status)
  const mode = way.mode === 'parcel' || !byRoad ? way.mode : 'road'
  const all = onTheWay[mode].map((say) => say(point?.stop.name ?? way.from.city))
  const withCustoms = point?.status === 'customs'
  return chance.pick(all.filter((one) => (one.cause === 'customs') === withCustoms))
}

/** What goes wrong by chance: mostly nothing. Where goods cross a sea, more. */
export const troubleOn = (way: Way, packages: number, chance: Chance): Trouble => {
  const draw = chance.next()
  const last = way.checkpoints.length - 1
  const far = way.mode === 'sea' || way.mode === 'rail'
  if (draw < (far ? 0.26 : 0.09)) {
    const at = chance.whole(1, Math.max(1, last - 1))
    const days = far ? chance.whole(2, 9) : chance.whole(1, 3)
    return { delays: [{ at, days, ...transitCause(way, at, chance) }] }
  }
  if (draw < 0.33) return end(chance.next(), last, packages, chance)
  return noTrouble
}

const end = (draw: number, last: number, packages: number, chance: Chance): Trouble => {
  if (draw < 0.04) return { delays: [], end: { at: chance.whole(0, Math.max(0, last - 2)), as: 'lost' } }
  if (draw < 0.1) return { delays: [], end: { at: last - 1, as: 'returned' } }
  if (draw < 0.2) return { delays: [], attempt: true }
  if (draw < 0.26) return { delays: [], mistaken: true }
  if (draw < 0.34 && packages > 1) return { delays: [], laggard: chance.whole(1, 4) }
  return noTrouble
}
