import type { Invariant } from '../registry.types'

/** Of several invitations of one person to one account only the newest works. */
export const oneOpenInvitation: Invariant = {
  name: 'one open invitation per person and account',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('mail_links as l')
      .innerJoin('persons as p', 'p.id', 'l.person_id')
      .select((row) => ['l.person_id', 'l.account_id', row.fn.countAll().as('open')])
      .where('l.purpose', '=', 'invitation')
      .where('l.used_at', 'is', null)
      .where('l.revoked_at', 'is', null)
      .groupBy(['l.person_id', 'l.account_id'])
      .having((row) => row.fn.countAll(), '>', 1)
      .limit(20)
      .execute()
    return rows.map((row) => `${row.open} invitations of person ${row.person_id} to account ${row.account_id ?? '(staff)'}`)
  },
}

/** A person is one of the host's staff or a member of accounts, never both. */
export const staffOrMember: Invariant = {
  name: 'a person is staff or a member',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('memberships as m')
      .innerJoin('persons as p', 'p.id', 'm.person_id')
      .select(['p.id', 'm.account_id'])
      .where('p.staff_role', 'is not', null)
      .limit(20)
      .execute()
    return rows.map((row) => `person ${row.id} is staff and a member of account ${row.account_id}`)
  },
}
