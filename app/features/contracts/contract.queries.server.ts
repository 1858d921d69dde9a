import type { Id } from '~/database/tables'
import type { LocalDate } from '~/values/local-date'
import { dayIn } from '~/values/local-date'
import { notFound } from '~/values/outcome'
import type { CommitmentSpan, ContractStatus } from './contract'
import type { Reads } from './contracts.queries.server'
import type { Drawdown } from './drawdown.server'
import { drawdownOf } from './drawdown.server'
import type { Standing } from './terms'
import { renewedOn, standingOn } from './terms'

export type ContractDocument = {
  title: string
  kind: string
  datedOn: LocalDate | null
  /** Its versions, newest first. */
  files: { key: string; name: string; size: number; addedAt: Date }[]
}

/** What the source says where it could not be read, by what it is about. */
export type Unread = { agreed: string | null; starts: string | null; ends: string | null; renewal: string | null } & {
  notice: string | null
  commitment: string | null
}

/** Everything that a contract's page says, without an id in it. */
export type ContractRecord = {
  number: string
  version: number
  entity: { code: string; name: string }
  account: { code: string; name: string }
  title: string
  parties: string | null
  governingLaw: string | null
  agreedOn: LocalDate | null
  startsOn: LocalDate | null
  /** The last day of the first term. */
  endsOn: LocalDate | null
  openEnded: boolean
  renewal: string | null
  notice: string | null
  terminatedOn: LocalDate | null
  unread: Unread
  incomplete: boolean
  status: ContractStatus
  /** As of today, a day of the account's zone. */
  standing: Standing
  /** The day on which it is renewed unless somebody gives notice, or gave it too late. */
  renewedOn: LocalDate | null
  today: LocalDate
  commitment: { amount: string; currency: string; per: CommitmentSpan } | null
  commitmentCurrency: string
  commitmentPer: CommitmentSpan
  drawdown: Drawdown | null
  documents: ContractDocument[]
  /** The companies of the host that have another contract of this number. */
  others: { code: string; name: string }[]
}

export const contractQuery = (scope: Reads, number: string) =>
  scope.rows
    .selectFrom('contracts as c')
    .innerJoin('accounts as a', 'a.id', 'c.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'c.legal_entity_id')
    .select(['c.id', 'c.account_id', 'c.root_account_id', 'c.number', 'c.version', 'c.title', 'c.parties', 'c.governing_law'])
    .select(['c.agreed_on', 'c.agreed_text', 'c.starts_on', 'c.starts_text', 'c.ends_on', 'c.open_ended', 'c.ends_text'])
    .select(['c.renewal', 'c.renewal_text', 'c.notice', 'c.notice_text', 'c.terminated_on', 'c.commitment', 'c.commitment_text'])
    .select(['c.commitment_currency', 'c.commitment_per', 'c.is_incomplete', 'c.created_at', 'a.code', 'a.name', 'a.time_zone'])
    .select(['h.code as host_code', 'h.name as host_name'])
    .where('c.number', '=', number)
    .orderBy('c.id')

/** The row of a contract, for whoever needs its ids. `entity` is the code of the company of the host. Refuses (404) what is out of reach. */
export async function findContract(scope: Reads, number: string, entity: string | null = null) {
  const rows = await contractQuery(scope, number).execute()
  const row = entity === null ? rows[0] : rows.find((one) => one.host_code === entity)
  if (!row) return notFound()
  const others = rows.filter((one) => one.id !== row.id).map((one) => ({ code: one.host_code, name: one.host_name }))
  return { row, others }
}
export type FoundContract = Awaited<ReturnType<typeof findContract>>['row']

export async function getContract(
  scope: Reads,
  number: string,
  entity: string | null = null,
): Promise<{ row: FoundContract; contract: ContractRecord }> {
  const { row, others } = await findContract(scope, number, entity)
  const today = dayIn(scope.now, row.time_zone)
  const standing = standingOn(row, today)
  const per = row.commitment_per as CommitmentSpan
  const [documents, drawdown] = await Promise.all([documentsOf(scope, row.id), drawdownOf(scope, row, today)])
  const contract: ContractRecord = {
    number: row.number,
    version: row.version,
    entity: { code: row.host_code, name: row.host_name },
    account: { code: row.code, name: row.name },
    title: row.title,
    parties: row.parties,
    governingLaw: row.governing_law,
    agreedOn: row.agreed_on,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    openEnded: row.open_ended === 1,
    renewal: row.renewal,
    notice: row.notice,
    terminatedOn: row.terminated_on,
    unread: unreadOf(row),
    incomplete: row.is_incomplete === 1,
    status: standing.status,
    standing,
    renewedOn: renewedOn(row, today),
    today,
    commitment: row.commitment === null ? null : { amount: row.commitment, currency: row.commitment_currency, per },
    commitmentCurrency: row.commitment_currency,
    commitmentPer: per,
    drawdown,
    documents,
    others,
  }
  return { row, contract }
}

const unreadOf = (row: FoundContract): Unread => ({
  agreed: row.agreed_text,
  starts: row.starts_text,
  ends: row.ends_text,
  renewal: row.renewal_text,
  notice: row.notice_text,
  commitment: row.commitment_text,
})

export const documentsQuery = (scope: Reads, contract: Id) =>
  scope.rows
    .selectFrom('contract_documents as d')
    .innerJoin('files as f', 'f.contract_document_id', 'd.id')
    .select(['d.id', 'd.title', 'd.kind', 'd.dated_on', 'f.file_key', 'f.name', 'f.size', 'f.created_at'])
    .where('d.contract_id', '=', contract)
    .orderBy('d.dated_on')
    .orderBy('d.id')
    .orderBy('f.id', 'desc')

async function documentsOf(scope: Reads, contract: Id): Promise<ContractDocument[]> {
  const rows = await documentsQuery(scope, contract).execute()
  const documents = new Map<Id, ContractDocument>()
  for (const row of rows) {
    const known = documents.get(row.id) ?? { title: row.title, kind: row.kind, datedOn: row.dated_on, files: [] }
    known.files.push({ key: row.file_key, name: row.name, size: Number(row.size), addedAt: row.created_at })
    documents.set(row.id, known)
  }
  return [...documents.values()]
}
