import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import type { Id, NewRowOf } from '~/database/tables'
import { projectContracts } from '~/features/contracts/projection.server'
import type { Owner } from './make'
import { insert, makeEntity, unique } from './make'

// Contracts as an import would leave them: how they stand follows, as of the day that is given.

const at = new Date('2026-06-11T08:20:00Z')
const stamps = { created_at: at, updated_at: at }
type Account = { id: Id; root_account_id: Id }

/** A contract of the years 2024 on, renewed by a year each 1 January, with three months' notice; with a document where one is named. */
export async function makeContract(
  account: Account,
  values: Partial<NewRowOf<'contracts'>> = {},
  document: string | null = null,
  now = at,
): Promise<Owner & { id: Id; number: string }> {
  const owner = { account_id: account.id, root_account_id: account.root_account_id }
  const terms = { starts_on: '2024-01-01', ends_on: '2024-12-31', renewal: 'R/P1Y', notice: 'P3M' }
  const row = {
    number: `CT-${unique()}`,
    title: 'Framework agreement',
    commitment_currency: 'EUR',
    ...terms,
    ...stamps,
    ...values,
  }
  const legal_entity_id = values.legal_entity_id ?? (await makeEntity())
  const id = await insert('contracts', { ...row, as_of: '2026-06-11', legal_entity_id, ...owner })
  if (document !== null) {
    const base = { contract_id: id, title: document, file_name: `${document}.pdf`, sha256: ''.padEnd(64, '0') }
    const contract_document_id = await insert('contract_documents', { ...base, ...stamps, ...owner })
    const file = { file_key: unique().toLowerCase().padEnd(40, '0'), purpose: 'contract', name: base.file_name }
    const kept = { media_type: 'application/pdf', size: 1, sha256: base.sha256, created_at: at }
    await insert('files', { ...file, ...kept, contract_document_id, ...owner })
  }
  await projectContracts(systemScope<StaffAbility>([], now), [id])
  return { id, number: row.number, ...owner }
}
