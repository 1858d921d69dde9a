import type { Kysely } from 'kysely'
import { db } from '~/database/connection.server'
import type { Id, Tables } from '~/database/tables'
import { env } from '~/env.server'
import { chainOf, sealOf } from './audit-seal'

export type AuditEntry = {
  /** What was done, as 'noun.verb': 'promises.change'. */
  action: string
  subject: { type: string; id: string }
  /** Whose record it is; null for what belongs to the host itself. */
  accountId: Id | null
  before?: Record<string, unknown> | null
  after?: Record<string, unknown> | null
}
type Written = AuditEntry & { at: Date; personId: Id; ip: string | null; requestId: string | null }

/**
 * Adds an entry at the end of its chain. Takes the chain's row lock until the transaction ends, so call it last. The time is UTC
 * with milliseconds; before and after are JSON without secrets.
 */
export async function appendAudit(handle: Kysely<Tables>, entry: Written): Promise<void> {
  const chain = chainOf(entry.accountId)
  // Takes the row's exclusive lock whether it is new or not; `insert ignore` would take a shared one, and two writers a deadlock.
  await handle
    .insertInto('audit_chains')
    .values({ chain, sequence: 0, hmac: '' })
    .onDuplicateKeyUpdate({ chain: (row) => row.ref('chain') })
    .execute()
  const head = await handle
    .selectFrom('audit_chains')
    .select(['sequence', 'hmac'])
    .where('chain', '=', chain)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const row = {
    chain,
    sequence: String(BigInt(head.sequence) + 1n),
    account_id: entry.accountId,
    at: entry.at,
    person_id: entry.personId === '0' ? null : entry.personId,
    action: entry.action,
    subject_type: entry.subject.type,
    subject_id: entry.subject.id,
    before_values: entry.before ? JSON.stringify(entry.before) : null,
    after_values: entry.after ? JSON.stringify(entry.after) : null,
    ip: entry.ip,
    request_id: entry.requestId,
  }
  const hmac = sealOf(env.SECRET, head.hmac, row)
  await handle
    .insertInto('audit_entries')
    .values({ ...row, hmac })
    .execute()
  await handle.updateTable('audit_chains').set({ sequence: row.sequence, hmac }).where('chain', '=', chain).execute()
}

/** Recomputes every chain; answers the places where one does not fit, as 'chain#sequence'. Reads in pieces of 1,000 rows. */
export async function verifyAudit(handle: Kysely<Tables> = db): Promise<string[]> {
  const wrong: string[] = []
  const chains = await handle.selectFrom('audit_chains').select(['chain', 'sequence', 'hmac']).execute()
  for (const head of chains) {
    const end = await verifyChain(handle, head.chain, wrong)
    if (end.sequence !== BigInt(head.sequence) || end.hmac !== head.hmac) wrong.push(`${head.chain}#${head.sequence}`)
  }
  return wrong
}

async function verifyChain(handle: Kysely<Tables>, chain: string, wrong: string[]) {
  let sequence = 0n
  let hmac = ''
  for (;;) {
    const rows = await handle
      .selectFrom('audit_entries')
      .select(['chain', 'sequence', 'account_id', 'at', 'person_id', 'action', 'subject_type', 'subject_id'])
      .select(['before_values', 'after_values', 'ip', 'request_id', 'hmac'])
      .where('chain', '=', chain)
      .where('sequence', '>', String(sequence))
      .orderBy('sequence')
      .limit(1000)
      .execute()
    for (const row of rows) {
      if (BigInt(row.sequence) !== sequence + 1n || sealOf(env.SECRET, hmac, row) !== row.hmac)
        wrong.push(`${chain}#${row.sequence}`)
      sequence = BigInt(row.sequence)
      hmac = row.hmac
    }
    if (rows.length < 1000) return { sequence, hmac }
  }
}
