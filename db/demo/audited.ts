import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { chainOf, sealOf } from '../../app/access/audit-seal.ts'

/** Enough to turn pages, and so that a large world takes no longer. */
const most = 150

/**
 * What the staff did in the world, in the words of the commands that do it: when, who, what, to what, whose that is, and what was there
 * before and after.
 */
const acts = [
  `select c.given_at, c.given_by, 'promises.change', 'order', o.number, c.account_id, json_object('promised_on', c.previous_on),
      json_object('promised_on', c.promised_on, 'promise_cause', c.explanation, 'cause', c.cause)
    from promise_changes c join orders o on o.id = c.order_id where c.given_by is not null order by c.given_at desc, c.id desc`,
  `select n.created_at, n.author_id, 'notes.add', 'order', o.number, n.account_id, null,
      json_object('audience', n.audience, 'length', char_length(n.body))
    from (select 'everyone' as audience, id, order_id, account_id, author_id, body, created_at from notes
      union all select 'staff', id, order_id, account_id, author_id, body, created_at from internal_notes) n
    join orders o on o.id = n.order_id join persons p on p.id = n.author_id and p.staff_role is not null
    order by n.created_at desc, n.audience, n.id desc`,
  `select v.published_at, v.published_by, 'programmes.publish', 'programme', p.code, null, null,
      json_object('version', v.number, 'applies_from', v.applies_from)
    from programme_versions v join programmes p on p.id = v.programme_id where v.published_by is not null order by v.published_at desc`,
  `select c.closed_at, c.closed_by, 'programmes.close', 'programme', p.code, null, null,
      json_object('period', c.starts_on, 'statements', (select count(*) from rebate_statements s where s.period_id = c.id))
    from programme_periods c join programmes p on p.id = c.programme_id where c.closed_by is not null order by c.closed_at desc`,
  `select c.sent_at, c.sent_by, 'programmes.send', 'programme', p.code, null, null,
      json_object('period', c.starts_on, 'statements', (select count(*) from rebate_statements s where s.period_id = c.id))
    from programme_periods c join programmes p on p.id = c.programme_id where c.sent_by is not null order by c.sent_at desc`,
]

type Act = readonly [
  at: Date,
  personId: string | number,
  action: string,
  subjectType: string,
  subjectId: string,
  accountId: string | number | null,
  before: unknown,
  after: unknown,
]

/** As the application writes it; one engine has JSON as a type, the other as text. */
const written = (values: unknown) => (values ? JSON.stringify(typeof values === 'string' ? JSON.parse(values) : values) : null)

/**
 * The audit of a world that was loaded: the latest that the staff did in it, sealed with the secret that the application has. Answers
 * how many entries there are.
 */
export const addAudit = async (url: string, secret: string): Promise<number> => {
  const connection = await createConnection({
    ...{ uri: url, charset: 'utf8mb4_unicode_ci', timezone: 'Z', dateStrings: ['DATE'] as const },
    ...{ supportBigNumbers: true, bigNumberStrings: true },
  })
  try {
    const told = await Promise.all(acts.map((act) => read(connection, `${act} limit ${most}`)))
    const all = told.flat().sort(([a], [b]) => a.getTime() - b.getTime())
    const heads = new Map<string, { sequence: number; hmac: string }>()
    for (const act of all) await append(connection, secret, heads, act)
    for (const [chain, { sequence, hmac }] of heads)
      await connection.query('insert into audit_chains (chain, sequence, hmac) values (?, ?, ?)', [chain, sequence, hmac])
    return all.length
  } finally {
    await connection.end()
  }
}

const read = async (connection: Connection, sql: string) => {
  const [rows] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true })
  return rows as unknown as Act[]
}

async function append(
  connection: Connection,
  secret: string,
  heads: Map<string, { sequence: number; hmac: string }>,
  [at, personId, action, subject_type, subject_id, account, before, after]: Act,
): Promise<void> {
  const accountId = account === null ? null : String(account)
  const chain = chainOf(accountId)
  const head = heads.get(chain) ?? { sequence: 0, hmac: '' }
  const row = {
    chain,
    sequence: head.sequence + 1,
    account_id: accountId,
    at,
    person_id: String(personId),
    action,
    subject_type,
    subject_id,
    before_values: written(before),
    after_values: written(after),
    ip: null,
    request_id: null,
  }
  const hmac = sealOf(secret, head.hmac, row)
  await connection.query('insert into audit_entries set ?', [{ ...row, hmac }])
  heads.set(chain, { sequence: row.sequence, hmac })
}
