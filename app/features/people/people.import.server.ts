import { z } from 'zod'
import { memberRoles, staffRoles } from '~/access/abilities'
import { handleOf } from '~/access/seal.server'
import type { Id } from '~/database/tables'
import { accountFacts } from '~/features/accounts/import-facts.server'
import type { FieldElsewhere, ImportBatch, ImportEntity, RecordChange, RowRefusal, Settled } from '~/features/import.types'
import { choice, email, fed, flag, key, maybe, text, timeZone } from '~/values/columns'

const columns = z.object({
  id: key('The person’s id in the source; with several accounts, one for each', '5'),
  email: email('Mail address, with which the person signs in', 'nancy.davolio@northwind.example'),
  name: text(200, 'Full name', 'Nancy Davolio'),
  job_title: maybe(text(120, 'What the person does', 'Sales Representative')),
  phone: maybe(text(60, 'Telephone', '(206) 555-9857')),
  staff_role: maybe(choice(staffRoles, 'For the host’s own people: what they may do')),
  account: maybe(key('For members: id of the account', 'ALFKI')),
  role: maybe(choice(memberRoles, 'For members: what they may do there; viewer where it is blank')),
  inherits: maybe(flag('For members: whether that holds for the companies below too; yes where it is blank')),
  language: maybe(choice(['en', 'zh_cn'], 'Language: en or zh-CN')),
  time_zone: maybe(timeZone('Time zone that times are shown in')),
  active: maybe(flag('no for who may not sign in any more')),
})
type Person = z.output<typeof columns>

/** The role of a person's seat in an account. */
const roleOfSeat: FieldElsewhere = {
  async live(scope, { recordId, accountId }) {
    const seat = await scope.rows
      .selectFrom('memberships')
      .select('role')
      .where('person_id', '=', recordId)
      .where('account_id', '=', accountId ?? '0')
      .executeTakeFirst()
    return seat?.role ?? null
  },
  async take(scope, { recordId, accountId }, role) {
    await scope.rows
      .updateTable('memberships')
      .set({ role })
      .where('person_id', '=', recordId)
      .where('account_id', '=', accountId ?? '0')
      .execute()
  },
}

/** People, found again by their mail address. Whoever belongs to several accounts has several rows, each with an id of its own. */
export const peopleImport: ImportEntity<typeof columns> = {
  name: 'people',
  after: ['accounts'],
  schema: columns,
  table: 'persons',
  parents: { account: 'accounts' },
  unique: { by: 'email', key: ['email'] },
  shared: true,
  versioned: true,
  decimals: [],
  usual: { language: 'en', active: 1 },
  shown: { name: 'email', path: ({ id }) => `people/${handleOf('person', String(id))}` },
  elsewhere: { role: roleOfSeat },
  changing: refuseBoth,
  async prepare(batch) {
    const emails = batch.rows.map((row) => row.columns.email)
    const [staff, members] = await Promise.all([staffAmong(batch, emails), membersAmong(batch, emails)])
    const accounts = await accountFacts(
      batch,
      batch.rows.map((row) => row.parents.account),
    )
    const host = batch.host(null)
    return ({ columns: row, parents }) => {
      if (row.account && (row.staff_role || staff.has(row.email))) return { column: 'account', reason: 'staffOrMember' }
      if (row.staff_role && members.has(row.email)) return { column: 'staff_role', reason: 'staffOrMember' }
      const account = accounts.get(parents.account ?? '')
      const language = row.language === 'zh_cn' ? 'zh-CN' : row.language
      const { values, initially } = fed(
        { ...row, language },
        ['email', 'name', 'job_title', 'phone', 'staff_role', 'language', 'time_zone', 'active'],
        { language: 'en', time_zone: account?.time_zone ?? host?.time_zone ?? 'UTC', active: 1 },
      )
      const seat = { account_id: account?.id ?? null, role: row.role ?? 'viewer' }
      return { values, initially, fixed: {}, ...(account && { beside: seat }) }
    }
  },
  settled: keepSeats,
}

async function staffAmong({ scope }: Pick<ImportBatch, 'scope'>, emails: readonly string[]): Promise<Set<string>> {
  const rows = await scope.rows
    .selectFrom('persons')
    .select('email')
    .where('email', 'in', emails)
    .where('staff_role', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.email))
}

async function membersAmong({ scope }: Pick<ImportBatch, 'scope'>, emails: readonly string[]): Promise<Set<string>> {
  const rows = await scope.rows
    .selectFrom('persons as p')
    .innerJoin('memberships as m', 'm.person_id', 'p.id')
    .select('p.email')
    .distinct()
    .where('p.email', 'in', emails)
    .execute()
  return new Set(rows.map((row) => row.email))
}

/** Between a clash and its settling, somebody may have become a member who was none. */
async function refuseBoth(
  { scope }: Pick<ImportBatch, 'scope'>,
  changes: readonly RecordChange<Person>[],
): Promise<Map<string, RowRefusal>> {
  const hired = changes.filter((one) => one.changes.some(({ field, to }) => field === 'staff_role' && to !== null))
  if (hired.length === 0) return new Map()
  const seats = await scope.rows
    .selectFrom('memberships')
    .select('person_id')
    .where(
      'person_id',
      'in',
      hired.map(({ id }) => id),
    )
    .execute()
  const members = new Set(seats.map((seat) => seat.person_id))
  const both = hired.filter(({ id }) => members.has(id))
  return new Map(both.map(({ row }) => [row.id, { column: 'staff_role', reason: 'staffOrMember' }]))
}

type Seated = Settled<Person> & { seat: { account_id: Id; role: string } }

/**
 * What a person may do where. A seat that is not there is made, unless the source had said the same before: then people have taken
 * it away here, and that stays.
 */
async function keepSeats(batch: ImportBatch<Person>, rows: readonly Settled<Person>[]): Promise<void> {
  const seated = rows.flatMap((one): Seated[] => {
    const { account_id, role } = one.draft.beside ?? {}
    return account_id ? [{ ...one, seat: { account_id: String(account_id), role: String(role) } }] : []
  })
  if (seated.length === 0) return
  const live = await seatsOf(batch, seated)
  const missing: Seated[] = []
  for (const one of seated) {
    const seat = live.get(`${one.id} ${one.seat.account_id}`)
    if (!seat && one.besideBefore.account_id !== one.seat.account_id) missing.push(one)
    if (seat) await changeRole(batch, one, seat)
  }
  if (missing.length > 0) await addSeats(batch, missing)
}

type Seat = { id: Id; role: string }

async function seatsOf({ scope }: ImportBatch<Person>, seated: readonly Seated[]): Promise<Map<string, Seat>> {
  const rows = await scope.rows
    .selectFrom('memberships')
    .select(['id', 'person_id', 'account_id', 'role'])
    .where('person_id', 'in', [...new Set(seated.map((one) => one.id))])
    .execute()
  return new Map(rows.map((row) => [`${row.person_id} ${row.account_id}`, row]))
}

async function changeRole(batch: ImportBatch<Person>, { row, id, seat, besideBefore }: Seated, live: Seat): Promise<void> {
  const before = (besideBefore.role ?? null) as string | null
  if (row.columns.role === undefined || seat.role === before || seat.role === live.role) return
  if (live.role === before) {
    await batch.scope.rows.updateTable('memberships').set({ role: seat.role }).where('id', '=', live.id).execute()
    return
  }
  batch.clash(row, { recordId: id, accountId: seat.account_id, field: 'role', was: before, incoming: seat.role, live: live.role })
}

async function addSeats(batch: ImportBatch<Person>, missing: readonly Seated[]): Promise<void> {
  const accounts = await accountFacts(
    batch,
    missing.map((one) => one.seat.account_id),
  )
  const rows = missing.map(({ id, row, seat }) => ({
    person_id: id,
    account_id: seat.account_id,
    root_account_id: accounts.get(seat.account_id)?.root_account_id ?? seat.account_id,
    role: seat.role,
    inherits: row.columns.inherits ?? 1,
    created_at: batch.scope.now,
  }))
  await batch.scope.bulk.insert('memberships', rows, 'keep')
}
