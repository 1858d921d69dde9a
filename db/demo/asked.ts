import type { RequestKind } from '../../app/features/requests/request.ts'

/** What customers ask in the demo world, and what they are told: question, answer, and what is asked back. */
export type Talk = { kind: RequestKind; subject: string; body: string; ask: string; reply: string; thanks: string }

export const talks: readonly Talk[] = [
  {
    kind: 'question',
    subject: 'Which revision is the seal kit?',
    body: 'The drawing in our system is revision C. Does the kit you ship fit valves from 2019?',
    ask: 'Please send a photo of the name plate of one valve, then we can say for certain.',
    reply: 'Revision D fits all valves from 2016 on. The certificate is on its way to you.',
    thanks: 'Photo is with our foreman, the plate says 2018-11.',
  },
  {
    kind: 'delivery_claim',
    subject: 'Box holds fewer gaskets than the delivery note',
    body: 'The delivery note lists 36 gaskets, the box holds 30. The seal of the box was intact.',
    ask: 'Could you count once more, and tell us the number on the box?',
    reply: 'You are right, six stayed on our bench. They leave today by parcel.',
    thanks: 'Counted twice: 30. The box says 2 of 3.',
  },
  {
    kind: 'complaint',
    subject: 'Driver left the pallet in the rain',
    body: 'The pallet stood outside the gate this morning, cartons wet. Please make sure that this carrier rings.',
    ask: 'Which gate was it, and was there a name on the delivery slip?',
    reply: 'The carrier has apologised and now has the number of your gate. We take wet cartons back at our cost.',
    thanks: 'Gate 4. The slip is not signed at all.',
  },
  {
    kind: 'return',
    subject: 'Return of unopened valves',
    body: 'We ordered two more than we need. Can we send two unopened valves back?',
    ask: 'Yes, within 60 days. Which batch do they have?',
    reply: 'The return label is in your mail. We credit the price less 10 % once they are here.',
    thanks: 'Batch 26-14, both.',
  },
  {
    kind: 'billing',
    subject: 'Old VAT number on the invoice',
    body: 'The last invoice shows the VAT number of our former company. Our accounting cannot book it.',
    ask: 'Please tell us the new number and from which day it holds.',
    reply: 'The invoice was issued again with the new number. It replaces the old one.',
    thanks: 'The new one holds since 1 January; it is in the letter head of our order.',
  },
  {
    kind: 'question',
    subject: 'Can the rest go to another address?',
    body: 'Our warehouse moves next week. Can what is still open go to the new one?',
    ask: 'From which day is somebody there to sign for it?',
    reply: 'Changed. Everything that has not left yet goes to the new address.',
    thanks: 'From Monday, between 7 and 15 o’clock.',
  },
]

export const chineseTalks: readonly Talk[] = [
  {
    kind: 'question',
    subject: '密封套件是哪个版本？',
    body: '我们系统中的图纸是 C 版。你们发的套件适用于 2019 年的阀门吗？',
    ask: '请发一张阀门铭牌的照片，我们即可确认。',
    reply: 'D 版适用于 2016 年以后的全部阀门，合格证已寄出。',
    thanks: '铭牌显示 2018 年 11 月。',
  },
  {
    kind: 'delivery_claim',
    subject: '箱内垫片数量少于送货单',
    body: '送货单写 36 片，箱内只有 30 片，封条完好。',
    ask: '请再清点一次，并告知箱号。',
    reply: '确实少装 6 片，今天快递补发。',
    thanks: '清点两遍都是 30 片，箱号 2/3。',
  },
  {
    kind: 'billing',
    subject: '发票抬头有误',
    body: '最近一张发票仍是旧公司名称，财务无法入账。',
    ask: '请提供新名称及生效日期。',
    reply: '发票已按新名称重开，旧发票作废。',
    thanks: '新名称自 1 月 1 日起使用。',
  },
]

/** What Brackwater Supply asked: told by hand, days and clocks as in the stories. */
export type AskedStory = Talk & {
  order: string
  opened: readonly [day: number, clock: string]
  /** How far it came. */
  until: 'new' | 'waiting' | 'open' | 'solved'
  priority: 'normal' | 'high' | 'urgent'
  note?: string
}

export const askedStories: readonly AskedStory[] = [
  {
    order: 'SO-48102',
    kind: 'delivery_claim',
    subject: 'Two actuators arrived with a bent mounting flange',
    body: 'We unpacked package 1 today. On two of the eight DN80 actuators the mounting flange is bent, by about 4 mm. The crate itself looks untouched.\n\nWe need all eight on board soon. Can you replace the two, and how quickly?',
    ask: 'Thank you for telling us the same day. Please send the two serial numbers. With those we can release replacements from Tilburg without waiting for the inspection.',
    reply: 'Two replacements are packed.',
    thanks: 'Serial numbers 2214-117 and 2214-121.',
    opened: [-2, '11:06'],
    until: 'open',
    priority: 'high',
    note: 'Same batch as the claim of last month. Ask quality to look at the fixture.',
  },
  {
    order: 'SO-48209',
    kind: 'question',
    subject: 'When does the rest of this order leave?',
    body: 'The page shows another delay. Is the new day certain, or should we plan without it?',
    ask: 'Would a part delivery by road help you in the meantime?',
    reply: 'The rest leaves on Friday.',
    thanks: 'Yes, half of it would.',
    opened: [-3, '14:20'],
    until: 'waiting',
    priority: 'normal',
  },
  {
    order: 'SO-48198',
    kind: 'billing',
    subject: 'Freight charged although agreed free',
    body: 'The order confirmation says free delivery from EUR 5,000. This order is above that.',
    ask: 'Which confirmation is it?',
    reply: 'You are right. The freight is taken off the invoice.',
    thanks: 'The one of the same order.',
    opened: [-12, '09:30'],
    until: 'solved',
    priority: 'normal',
  },
  {
    order: 'SO-48220',
    kind: 'question',
    subject: 'Which dock should the driver use?',
    body: 'Our dock 2 is closed this week. Can the driver be told to use dock 4?',
    ask: '',
    reply: '',
    thanks: '',
    opened: [-1, '16:05'],
    until: 'new',
    priority: 'normal',
  },
]
