import { Readable } from 'node:stream'
import type { Scope } from '~/access/scope.server'
import { files } from '~/integrations/files/files.server'
import { notFound } from '~/values/outcome'

/** Whoever sees the record that a file belongs to; which that is, the rule of `files` says. */
type Reads = Scope<'portal' | 'supplier' | 'staff', never>

export const fileQuery = (scope: Reads, key: string) =>
  scope.rows.selectFrom('files').select(['file_key', 'name', 'media_type', 'size', 'created_at']).where('file_key', '=', key)

/**
 * A file of a record that the reader sees, with its content. Refuses (404) every other key, whether there is such a file or not.
 */
export async function openFile(scope: Reads, key: string) {
  if (!/^[\da-f]{40}$/.test(key)) return notFound()
  const row = await fileQuery(scope, key).executeTakeFirst()
  if (!row) return notFound()
  const content = Readable.toWeb(await files.get(row.file_key)) as unknown as ReadableStream<Uint8Array>
  return { name: row.name, mediaType: row.media_type, size: String(row.size), content }
}
