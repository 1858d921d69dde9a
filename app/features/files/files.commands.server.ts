import type { Owner, Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { files } from '~/integrations/files/files.server'
import type { Refusal } from '~/values/outcome'
import { isRefusal, refuse } from '~/values/outcome'
import type { Kind } from './file'
import { cleanName, kindByName, kindOf, kinds, mostBytes } from './file'
import { redrawn } from './picture.server'

/** Whoever may add a file to its record: the caller's scope proves that. */
type Adding = Scope<'portal' | 'supplier' | 'staff', never>
export type Purpose = 'proof_of_delivery' | 'request' | 'contract' | 'catalog_image'
/** The record that it belongs to. */
export type FileOf =
  | { shipment_id: Id }
  | { request_id: Id; message_id: Id }
  | { contract_document_id: Id }
  | { catalog_item_id: Id }
export type Kept = { key: string; name: string; sha256: string; bytes: number }

/** What was read of an upload, a picture drawn anew. */
export type Given = { name: string; content: Uint8Array; mediaType: string }

/** Reads what was sent. Refuses what is empty, too large, no kind that is kept, no picture where only those are, or not what its name says. */
export async function readUpload(field: string, upload: File, only?: 'pictures'): Promise<Given | Refusal> {
  if (upload.size === 0) return refuse(field, 'files:empty')
  if (upload.size > mostBytes) return refuse(field, 'files:large', { size: mostBytes / 1_048_576 })
  const bytes = new Uint8Array(await upload.arrayBuffer())
  const kind = kindOf(bytes)
  const name = cleanName(upload.name)
  if (kind === null || kindByName(name) !== kind) return refuse(field, 'files:kind')
  if (only === 'pictures' && kind === 'pdf') return refuse(field, 'files:picture')
  const content = await contentOf(bytes, kind)
  return content ? { name, content, mediaType: kinds[kind].mediaType } : refuse(field, 'files:broken')
}

const contentOf = async (bytes: Uint8Array, kind: Kind): Promise<Uint8Array | null> =>
  kind === 'pdf' ? bytes : await redrawn(bytes, kind)

/**
 * Keeps a file that belongs to a record, under a random key, with its row in the transaction of the scope; where that fails, the
 * file is gone again. Refuses as `readUpload` does.
 */
export async function keepFile(
  scope: Adding,
  owner: Owner,
  given: { field: string; upload: File; purpose: Purpose; of: FileOf; only?: 'pictures' },
): Promise<Kept | Refusal> {
  const read = await readUpload(given.field, given.upload, given.only)
  return isRefusal(read) ? read : await keepGiven(scope, owner, read, given)
}

/** As `keepFile`, for what has been read already. */
export async function keepGiven(
  scope: Adding,
  owner: Owner,
  read: Given,
  given: { purpose: Purpose; of: FileOf },
): Promise<Kept> {
  const stored = await files.put(once(read.content), { maxBytes: mostBytes * 2 })
  try {
    await scope.add('files', owner, {
      file_key: stored.key,
      ...given.of,
      purpose: given.purpose,
      name: read.name,
      media_type: read.mediaType,
      size: stored.bytes,
      sha256: stored.sha256,
      created_by: scope.who.personId === '0' ? null : scope.who.personId,
      created_at: scope.now,
    })
  } catch (error) {
    await files.remove(stored.key)
    throw error
  }
  return { key: stored.key, name: read.name, sha256: stored.sha256, bytes: stored.bytes }
}

async function* once(content: Uint8Array) {
  yield content
}
