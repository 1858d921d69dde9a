import { createHash } from 'node:crypto'
import type { Account } from './accounts.ts'
import { domainOf, phoneIn } from './accounts.ts'
import type { Chance } from './chance.ts'
import { homeCode } from './companies.ts'
import type { Day } from './days.ts'
import { addWorkdays, dayText, instantAt } from './days.ts'
import type { Member } from './persons.ts'
import { hostDomain, members, names, staff, worldOf } from './persons.ts'
import { placeOf } from './places.ts'
import type { World } from './world.ts'

type Person = {
  state?: 'invited' | 'ended'
  email: string
  name: string
  title: string
  zone: string
  language: string
  phone: string | null
  staffRole: string | null
}

/** The host's people, the members of every account, and who of the host looks after whom. */
export const makePeople = (world: World): void => {
  const chance = world.chance.fork('people')
  for (const [email, name, title, role, zone, language] of staff) {
    const town = zone === 'Asia/Shanghai' ? 'shanghai' : zone === 'America/Chicago' ? 'houston' : 'rotterdam'
    const phone = phoneIn(placeOf(town), chance)
    const id = addPerson(world, { email: `${email}@${hostDomain}`, name, title, zone, language, phone, staffRole: role }, chance)
    world.staff[email] = id
  }
  for (const member of members) addMember(world, member, chance)
  for (const account of world.accounts) {
    nameBuyers(account, chance)
    if (!account.parent && !members.some((one) => one.seats.some(([code]) => code === account.code)))
      addSomebody(world, account, chance)
    addTeam(world, account, chance)
  }
}

const addPerson = (world: World, person: Person, chance: Chance): number => {
  const { sink, today, start } = world
  const id = sink.id('persons')
  const invited = person.state === 'invited'
  // Everybody was here two working days ago, so that there is something new to see.
  const visit = instantAt(addWorkdays(today, -2), 1000, person.zone)
  const since = invited ? instantAt(addWorkdays(today, -1), 575, person.zone) : start + chance.whole(0, 200) * 86_400_000
  sink.add('persons', {
    id,
    email: person.email,
    name: person.name,
    job_title: person.title,
    phone: person.phone,
    staff_role: person.staffRole,
    language: person.language,
    time_zone: person.zone,
    active: person.state === 'ended' ? 0 : 1,
    visit_at: invited ? null : visit,
    previous_visit_at: invited ? null : instantAt(addWorkdays(today, -4), 555, person.zone),
    version: 1,
    created_at: since,
    updated_at: invited ? since : visit,
  })
  if (!invited) sink.add('credentials', { person_id: id, password_hash: world.passwordHash, changed_at: start })
  return id
}

const addMember = (world: World, { email, name, title, seats, state }: Member, chance: Chance) => {
  const accounts = seats.map(([code]) => world.accounts.find((one) => one.code === code) as Account)
  const home = accounts[0] as Account
  const language = home.language ?? 'en'
  const person = { email, name, title, zone: home.zone, language, phone: phoneIn(home.town, chance), staffRole: null }
  const id = addPerson(world, { ...person, ...(state && { state }) }, chance)
  world.members[email] = id
  for (const [index, [, role, inherits]] of seats.entries()) addSeat(world, id, accounts[index] as Account, role, inherits)
  if (state === 'invited') addInvitation(world, id, home)
  if (home.code === homeCode) addViews(world, id)
}

/** A link that nobody has: the letter with it was sent before this world began. */
const addInvitation = ({ sink, today, staff }: World, personId: number, account: Account) => {
  const sent = instantAt(addWorkdays(today, -1), 576, account.zone)
  sink.add('mail_links', {
    id: sink.id('mail_links'),
    purpose: 'invitation',
    token_hash: createHash('sha256').update(`invitation ${personId}`).digest('hex'),
    person_id: personId,
    account_id: account.id,
    subject_id: null,
    created_by: staff.manager ?? null,
    created_at: sent,
    expires_at: sent + 7 * 86_400_000,
    used_at: null,
    revoked_at: null,
  })
}

const views = [
  ['orders', 'Stopped', 'status=on_hold,backordered'],
  ['orders', 'Next to come', 'view=open&sort=promised'],
  ['shipments', 'Late on the way', 'view=late'],
] as const

const addViews = ({ sink, start }: World, personId: number) => {
  for (const [list, name, query] of views)
    sink.add('saved_views', { id: sink.id('saved_views'), person_id: personId, list, name, query, created_at: start })
}

const addSeat = ({ sink, start }: World, personId: number, account: Account, role: string, inherits: boolean) => {
  if (role === 'buyer') account.asker = personId
  else account.asker ??= personId
  sink.add('memberships', {
    id: sink.id('memberships'),
    person_id: personId,
    account_id: account.id,
    root_account_id: account.root.id,
    role,
    inherits: inherits ? 1 : 0,
    created_at: start,
  })
}

const nameIn = (account: Account, chance: Chance): string => {
  const world = worldOf(account.town.country)
  const [given, family] = chance.pick(names[world])
  const [first, last] = [chance.pick(given), chance.pick(family)]
  if (world !== 'china') return `${first} ${last}`
  const [[hanGiven, latinGiven], [hanFamily, latinFamily]] = [first.split(' '), last.split(' ')]
  return `${hanFamily}${hanGiven} ${latinFamily} ${latinGiven}`
}

const nameBuyers = (account: Account, chance: Chance) => {
  if (account.root.code === 'BRACKWATER')
    account.buyers = account.code === 'BRACKWATER-ANR' ? ['Joost Peeters'] : ['Ines Kuiper', 'Pim Doorn']
  else account.buyers = [nameIn(account, chance), nameIn(account, chance)]
}

const addSomebody = (world: World, account: Account, chance: Chance) => {
  const name = nameIn(account, chance)
  const email = `${['office', 'orders', 'purchasing'][account.id % 3]}@${domainOf(account)}`
  const title = account.chinese ? '采购负责人' : 'Purchasing'
  const person = {
    email,
    name,
    title,
    zone: account.zone,
    language: account.language ?? 'en',
    phone: phoneIn(account.town, chance),
  }
  addSeat(world, addPerson(world, { ...person, staffRole: null }, chance), account, 'admin', true)
}

/** Manager and inside sales of the selling company, service for all, finance for the larger ones. */
const addTeam = (world: World, account: Account, chance: Chance) => {
  const [manager, sales] = {
    FFBV: ['manager', 'agent'],
    FFINC: ['dale.whitaker', 'rosa.delgado'],
    FFCN: ['chen.jing', 'gu.feng'],
  }[account.sells] as [string, string]
  const roles: [string, string][] = [
    [manager, 'manager'],
    [sales, 'inside_sales'],
  ]
  if (account.class === 'A') roles.push(['bram.hofman', 'service'], ['finance', 'finance'])
  const until = world.today - chance.whole(60, 500)
  for (const [person, role] of roles) addSeatInTeam(world, account, person, role, until, null)
  // Who looked after it before.
  if (account.class === 'A') addSeatInTeam(world, account, 'bram.hofman', 'inside_sales', until - 400, until - 1)
}

const addSeatInTeam = ({ sink, staff }: World, account: Account, person: string, role: string, from: Day, until: Day | null) =>
  sink.add('account_team', {
    id: sink.id('account_team'),
    account_id: account.id,
    root_account_id: account.root.id,
    person_id: staff[person] ?? 0,
    role,
    valid_from: dayText(from),
    valid_to: until === null ? null : dayText(until),
  })
