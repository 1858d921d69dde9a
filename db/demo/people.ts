import type { Account } from './accounts.ts'
import { domainOf, phoneIn } from './accounts.ts'
import type { Chance } from './chance.ts'
import { addWorkdays, dayText, instantAt } from './days.ts'
import type { Member } from './persons.ts'
import { hostDomain, members, names, staff, worldOf } from './persons.ts'
import { placeOf } from './places.ts'
import type { World } from './world.ts'

type Person = {
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
  // Everybody was here two working days ago, so that there is something new to see.
  const visit = instantAt(addWorkdays(today, -2), 1000, person.zone)
  sink.add('persons', {
    id,
    email: person.email,
    name: person.name,
    job_title: person.title,
    phone: person.phone,
    staff_role: person.staffRole,
    language: person.language,
    time_zone: person.zone,
    active: 1,
    visit_at: visit,
    previous_visit_at: instantAt(addWorkdays(today, -4), 555, person.zone),
    version: 1,
    created_at: start + chance.whole(0, 200) * 86_400_000,
    updated_at: visit,
  })
  sink.add('credentials', { person_id: id, password_hash: world.passwordHash, changed_at: start })
  return id
}

const addMember = (world: World, { email, name, title, seats }: Member, chance: Chance) => {
  const accounts = seats.map(([code]) => world.accounts.find((one) => one.code === code) as Account)
  const home = accounts[0] as Account
  const language = home.language ?? 'en'
  const phone = phoneIn(home.town, chance)
  const id = addPerson(world, { email, name, title, zone: home.zone, language, phone, staffRole: null }, chance)
  for (const [index, [, role, inherits]] of seats.entries()) addSeat(world, id, accounts[index] as Account, role, inherits)
}

const addSeat = ({ sink, start }: World, personId: number, account: Account, role: string, inherits: boolean) => {
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
  for (const [person, role] of roles) {
    world.sink.add('account_team', {
      id: world.sink.id('account_team'),
      account_id: account.id,
      root_account_id: account.root.id,
      person_id: world.staff[person] ?? 0,
      role,
      valid_from: dayText(world.today - chance.whole(60, 900)),
      valid_to: null,
    })
  }
}
