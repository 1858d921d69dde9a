import type { Calendar, Segment } from '../../app/features/requests/clock.ts'
import { afterWorking, dueTimes } from '../../app/features/requests/clock.ts'
import type { RequestStatus } from '../../app/features/requests/request.ts'
import { isOpenStatus } from '../../app/features/requests/request.ts'
import type { Account } from './accounts.ts'
import type { AskedStory, Talk } from './asked.ts'
import { askedStories, chineseTalks, talks } from './asked.ts'
import type { Chance } from './chance.ts'
import type { Instant } from './days.ts'
import { addWorkdays, instantAt } from './days.ts'
import type { DraftOrder } from './orders.ts'
import { callsBack, ratingFor, ratingRow, ratingTimes } from './rated.ts'
import type { Telling } from './storytelling.ts'
import { clockMinutes } from './storytelling.ts'
import type { World } from './world.ts'

/** Service requests of the demo world: about some of the orders, with what was said and how long it took. */

/** As the migrations set it up. */
const desk: Calendar = {
  timeZone: 'Europe/Amsterdam',
  windows: [
    { days: [1, 2, 3, 4, 5], from: '08:00', to: '12:30' },
    { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:30' },
  ],
  holidays: [],
}
const targets = { urgent: [60, 480], high: [120, 960], normal: [240, 1920] } as const
type Priority = keyof typeof targets

/** Enough for the pages of a desk; in a large world a smaller share of the orders. */
const mostRequests = 3000
const shareOf = (scale: number) => Math.min(0.06, mostRequests / (2000 * scale))
const day = 86_400_000
/** More is asked of what is on its way, so that the desk has a queue. */
const recently = 16 * day

type Said = { at: Instant; side: 'customer' | 'staff'; by: number; body: string; status: RequestStatus; kind: string }
type Told = {
  account: Account
  orderId: number
  talk: Talk
  openedAt: Instant
  priority: Priority
  agent: number
  /** Null for what the host opened for itself. */
  asker: number | null
  said: Said[]
  note?: string
}

/** Asks about an order with some probability, and tells what became of it until now. */
export const maybeAsk = (world: World, order: DraftOrder, chance: Chance): void => {
  const recent = order.placedAt > world.now - recently
  if (!chance.is(shareOf(world.scale) * (recent ? 4 : 1))) return
  const wait = recent ? Math.floor((world.now - order.placedAt) * chance.next()) : chance.whole(1, 12) * day
  const opened = order.placedAt + wait - (wait % 60_000) + chance.whole(0, 180) * 60_000
  const asker = askerOf(order.account)
  if (opened >= world.now || asker === null) return
  const talk = chance.pick(order.account.chinese ? chineseTalks : talks)
  const agent = chance.pick([world.staff.agent, world.staff.manager, world.staff.finance]) ?? 1
  const told: Told = {
    account: order.account,
    orderId: order.id,
    talk,
    openedAt: opened,
    priority: chance.weighted([
      [8, 'normal'],
      [2, 'high'],
      [1, 'urgent'],
    ]),
    agent,
    asker,
    said: [],
  }
  const waits = chance.is(0.5)
  const answered = later(opened, chance.whole(10, recent ? 900 : 260))
  if (waits) say(told, answered, 'staff', talk.ask, 'waiting_customer')
  else say(told, answered, 'staff', talk.reply, 'solved')
  if (waits) {
    const back = answered + chance.whole(40, 2600) * 60_000
    say(told, back, 'customer', talk.thanks, 'open')
    say(told, later(back, chance.whole(20, 900)), 'staff', talk.reply, 'solved')
  }
  write(world, told)
}

/** What the customer of the demo asked, about its own orders. */
export const tellRequests = ({ world, drafts }: Telling): void => {
  for (const story of askedStories) {
    const order = drafts.get(story.order)
    const asker = order ? askerOf(order.account) : null
    const openedAt = instantAt(addWorkdays(world.today, story.opened[0]), clockMinutes(story.opened[1]), desk.timeZone)
    if (order && asker !== null && openedAt < world.now) tellOne(world, order, asker, story, openedAt)
  }
}

const steps = ['new', 'waiting', 'open', 'solved'] as const

const tellOne = (world: World, { account, id: orderId }: DraftOrder, asker: number, story: AskedStory, openedAt: Instant) => {
  const { priority, note, until } = story
  const agent = world.staff.agent ?? 1
  const told: Told = { account, orderId, talk: story, openedAt, priority, agent, asker, said: [], ...(note && { note }) }
  say(told, later(openedAt, 25), 'staff', story.ask, 'waiting_customer')
  say(told, later(openedAt, 190), 'customer', story.thanks, 'open')
  say(told, later(openedAt, 400), 'staff', story.reply, 'solved')
  told.said = told.said.slice(0, steps.indexOf(until))
  write(world, told)
}

const askerOf = (account: Account): number | null => account.asker ?? account.parent?.asker ?? account.root.asker ?? null

const later = (at: Instant, minutes: number): Instant => afterWorking(desk, new Date(at), minutes * 60_000)?.getTime() ?? at

const say = (told: Told, at: Instant, side: Said['side'], body: string, status: RequestStatus) => {
  const whole = at - (at % 60_000)
  told.said.push({
    at: whole,
    side,
    by: side === 'staff' ? told.agent : (told.asker ?? told.agent),
    body,
    status,
    kind: side === 'staff' ? 'replied' : 'said',
  })
}

/** Writes a request and what was said of it; answers its id. */
const write = (world: World, told: Told): number => {
  const { sink, now } = world
  const { account, talk, openedAt, priority } = told
  const owner = { account_id: account.id, root_account_id: account.root.id }
  const said = told.said.filter((one) => one.at <= now)
  const id = sink.id('requests')
  const segments = segmentsOf(openedAt, said)
  const status = segments.at(-1)?.status ?? 'new'
  const [response_minutes, solution_minutes] = targets[priority]
  const answered = said.find((one) => one.side === 'staff')
  const due = dueTimes(
    desk,
    segments,
    { responseMinutes: response_minutes, solutionMinutes: solution_minutes },
    Boolean(answered),
  )
  const last = said.at(-1)
  const solvedAt = status === 'solved' ? (last?.at ?? null) : null
  sink.add('requests', {
    id,
    ...owner,
    number: numberOf(id),
    kind: talk.kind,
    subject: talk.subject,
    status,
    is_open: isOpenStatus(status) ? 1 : 0,
    priority,
    requester_id: told.asker,
    ...seenBy(told, answered !== undefined, solvedAt),
    order_id: told.orderId,
    shipment_id: null,
    calendar_id: 1,
    response_minutes,
    solution_minutes,
    opened_at: openedAt,
    responded_at: answered?.at ?? null,
    solved_at: solvedAt,
    closed_at: null,
    response_due_at: due.responseDueAt?.getTime() ?? null,
    solution_due_at: due.solutionDueAt?.getTime() ?? null,
    due_at: due.dueAt.getTime(),
    version: 1 + said.length,
    created_at: openedAt,
    updated_at: last?.at ?? openedAt,
  })
  addParts(world, told, { ...owner, request_id: id }, said, segments)
  if (solvedAt !== null) addRating(world, told, { ...owner, request_id: id }, solvedAt)
  return id
}

/** What the host opened for itself nobody else sees, and nobody is asked to rate. */
const seenBy = ({ asker, agent }: Told, answered: boolean, solvedAt: Instant | null) =>
  asker === null
    ? { visibility: 'staff', assignee_id: agent, rating_asked_at: null }
    : { visibility: 'account', assignee_id: answered ? agent : null, rating_asked_at: solvedAt }

/** What whoever asked said of it once it was solved. A bad one has a request of its own, so that somebody calls back. */
const addRating = (world: World, told: Told, owner: Owner, solvedAt: Instant) => {
  const rated = ratingFor(owner.request_id)
  if (!rated || told.asker === null) return
  const { sink, staff, now } = world
  const times = ratingTimes(solvedAt, now)
  const subject = `Call back: ${rated.score} of 5 for ${numberOf(owner.request_id)}`
  sink.add('ratings', {
    id: sink.id('ratings'),
    ...owner,
    person_id: told.asker,
    follow_up_id: callsBack(rated) ? write(world, callBack(told, subject, times.given)) : null,
    ...ratingRow(rated, told.account.chinese, times, staff.manager ?? null),
  })
}

/** Somebody calls within a day and a half of work, so that only the latest are still open. */
const callBack = (told: Told, subject: string, openedAt: Instant): Told => {
  const call: Told = {
    ...told,
    talk: { ...told.talk, kind: 'complaint', subject },
    openedAt: openedAt - (openedAt % 60_000),
    priority: 'normal',
    asker: null,
    said: [],
  }
  say(call, later(openedAt, 700), 'staff', 'Called. They know whom to ring directly next time.', 'solved')
  return call
}

const numberOf = (id: number) => `RQ-${20_000 + id}`

type Owner = { account_id: number; root_account_id: number; request_id: number }
const addParts = ({ sink }: World, told: Told, owner: Owner, said: readonly Said[], segments: readonly Segment[]) => {
  const message = (side: string, author_id: number | null, body: string, created_at: Instant) =>
    sink.add('request_messages', { id: sink.id('request_messages'), ...owner, side, author_id, body, created_at })
  const change = (
    version: number,
    kind: string,
    from_value: string | null,
    to_value: string | null,
    person_id: number | null,
    at: Instant,
  ) =>
    sink.add('request_changes', { id: sink.id('request_changes'), ...owner, version, kind, from_value, to_value, person_id, at })
  if (told.asker !== null) message('customer', told.asker, told.talk.body, told.openedAt)
  change(1, 'raised', null, null, told.asker, told.openedAt)
  let before: RequestStatus = 'new'
  for (const [index, { at, side, by, body, status, kind }] of said.entries()) {
    message(side, by, body, at)
    const moved = status !== before
    change(index + 2, kind, moved ? before : null, moved ? status : null, by, at)
    before = status
  }
  for (const { status, from, to } of segments) {
    const stretch = { status, from_at: from.getTime(), to_at: to?.getTime() ?? null }
    sink.add('request_segments', { id: sink.id('request_segments'), ...owner, ...stretch })
  }
  if (told.note && told.asker !== null)
    sink.add('request_notes', {
      id: sink.id('request_notes'),
      ...owner,
      author_id: told.agent,
      body: told.note,
      created_at: told.openedAt + 30 * 60_000,
    })
}

const segmentsOf = (openedAt: Instant, said: readonly Said[]): Segment[] => {
  const segments: Segment[] = [{ status: 'new', from: new Date(openedAt), to: null }]
  for (const { at, status } of said) {
    const last = segments.at(-1) as Segment
    if (last.status === status) continue
    last.to = new Date(at)
    segments.push({ status, from: new Date(at), to: null })
  }
  return segments
}
