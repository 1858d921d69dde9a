import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { z } from 'zod'
import type { Id } from '~/database/tables'
import { mostBytes } from '~/features/files/file'
import { keepFile, readUpload } from '~/features/files/files.commands.server'
import type { ImportBatch, ImportEntity, ImportRow, RowRefusal, Settled } from '~/features/import.types'
import { choice, day, fed, key, maybe, text } from '~/values/columns'
import { isRefusal } from '~/values/outcome'
import { documentKinds } from './contract'

const columns = z.object({
  id: maybe(key('The document’s id in the source; made of contract and title where it is blank', 'C-2071/A')),
  contract: key('Id of the contract', 'C-2071'),
  title: text(200, 'What the document is called', 'Annex A, prices'),
  kind: maybe(choice(documentKinds, 'What it is; the agreement itself where it is blank')),
  dated_on: maybe(day('Day that it bears', '2026-01-15')),
  file: text(200, 'The file in the import’s directory: PDF, JPEG, PNG or WebP. A new version has a new name', 'annex-a.pdf'),
})
type Document = z.output<typeof columns>
type Owned = { id: Id; account_id: Id; root_account_id: Id }
type Batch = ImportBatch<Document>

export const contractDocumentImport: ImportEntity<typeof columns> = {
  name: 'contract_documents',
  after: ['contracts'],
  schema: columns,
  table: 'contract_documents',
  parents: { contract: 'contracts' },
  unique: { by: 'contract_id', key: ['contract_id', 'title'] },
  versioned: true,
  decimals: [],
  usual: { kind: 'agreement' },
  mastered: ['sha256', 'file_name'],
  idOf: ({ contract, title }) => `${contract}/${title}`,
  async prepare(batch) {
    const contracts = await contractsOf(batch)
    const sums = new Map<string, string | RowRefusal>()
    // One after the other: each may be ten megabytes.
    for (const row of batch.rows) sums.set(row.id, await sumOf(batch, row))
    return (row) => {
      const contract = contracts.get(row.parents.contract ?? '')
      if (!contract) return { column: 'contract', reason: 'gone' }
      const sum = sums.get(row.id) ?? { column: 'file', reason: 'fileGone' }
      return typeof sum === 'string' ? draftOf(row, contract, sum) : sum
    }
  },
  async settled(batch, rows) {
    for (const row of rows) if (row.written) await keep(batch, row)
  },
}

async function contractsOf({ scope, rows }: Pick<Batch, 'scope' | 'rows'>): Promise<Map<Id, Owned>> {
  const found = await scope.rows
    .selectFrom('contracts')
    .select(['id', 'account_id', 'root_account_id'])
    .where('id', 'in', [...new Set(rows.flatMap((row) => row.parents.contract ?? []))])
    .execute()
  return new Map(found.map((row) => [row.id, row]))
}

/** The file as an upload, or why it is not taken. */
async function uploadOf(batch: Batch, name: string): Promise<File | RowRefusal> {
  const content = await batch.beside(name, mostBytes)
  if (content === 'gone' || content === 'large') return { column: 'file', reason: content === 'gone' ? 'fileGone' : 'fileLarge' }
  return new File([content as Uint8Array<ArrayBuffer>], basename(name))
}

async function sumOf(batch: Batch, { columns: { file } }: ImportRow<Document>): Promise<string | RowRefusal> {
  const upload = await uploadOf(batch, file)
  if (!(upload instanceof File)) return upload
  if (isRefusal(await readUpload('file', upload))) return { column: 'file', reason: 'fileKind' }
  return createHash('sha256')
    .update(new Uint8Array(await upload.arrayBuffer()))
    .digest('hex')
}

function draftOf({ columns: row }: ImportRow<Document>, contract: Owned, sha256: string) {
  const { values, initially } = fed({ ...row, file_name: basename(row.file) }, ['title', 'kind', 'dated_on', 'file_name'], {
    kind: 'agreement',
  })
  return {
    values: { ...values, sha256 },
    initially: { ...initially, root_account_id: contract.root_account_id },
    fixed: {
      contract_id: { value: contract.id, column: 'contract' },
      account_id: { value: contract.account_id, column: 'contract' },
    },
  }
}

/** Keeps the file of a new or changed document beside its earlier ones: nothing that was agreed is thrown away. */
async function keep(batch: Batch, { row, id }: Settled<Document>): Promise<void> {
  const { scope } = batch
  const upload = await uploadOf(batch, row.columns.file)
  const owner = await scope.rows
    .selectFrom('contract_documents')
    .select(['account_id', 'root_account_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (!(upload instanceof File)) throw new Error(`${row.columns.file} is gone since it was looked at`)
  const kept = await keepFile(scope, owner, { field: 'file', upload, purpose: 'contract', of: { contract_document_id: id } })
  if (isRefusal(kept)) throw new Error(`${row.columns.file} has changed since it was looked at: ${kept.reason}`)
}
