import { createHash } from 'node:crypto'
import type { Owner, Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import { cleanName, mostBytes } from '~/features/files/file'
import type { Given } from '~/features/files/files.commands.server'
import { keepGiven, readUpload } from '~/features/files/files.commands.server'
import type { Refusal } from '~/values/outcome'
import { isRefusal, refuse } from '~/values/outcome'
import type { CheckedRow, RowProblem } from './file-rows'
import type { Wish } from './proposals.commands.server'
import { mostPictureBytes } from './upload-limits'

/** The pictures that are sent beside a file of changes, and the rows of it that name them. */

type Proposing = Scope<'supplier', 'catalog.read' | 'catalog.propose'>
type Item = { id: Id; image: string | null }
type Named = { row: CheckedRow; item: Item }
type Sent = { name: string; uploads: File[]; read: Given | Refusal | null }
export type SentPictures = Map<string, Sent>

/** Names are compared as people see them: 'Valve.PNG' is 'valve.png', wherever its folder was. */
const keyOf = (name: string) => cleanName(name).toLowerCase()

/** What was sent, by name. Refuses more bytes than are taken at once. */
export function sentPictures(uploads: readonly File[]): SentPictures | Refusal {
  if (uploads.reduce((sum, one) => sum + one.size, 0) > mostPictureBytes)
    return refuse('pictures', 'supply:file.picturesLarge', { size: mostPictureBytes / 1_048_576 })
  const sent: SentPictures = new Map()
  for (const upload of uploads) {
    const name = cleanName(upload.name)
    const known = sent.get(keyOf(name))
    if (known) known.uploads.push(upload)
    else sent.set(keyOf(name), { name, uploads: [upload], read: null })
  }
  return sent
}

/**
 * A wish for each item whose row names a picture that was sent and is not the live one. Each is checked and drawn anew as every picture is, and
 * kept with its item, where nobody but the supplier and the staff sees it. What cannot be taken is a problem of its row. A row that names the
 * live picture, as a downloaded file does, wants nothing.
 */
export async function pictureWishes(
  scope: Proposing,
  owner: Owner,
  rows: readonly Named[],
  sent: SentPictures,
  problems: RowProblem[],
): Promise<Wish[]> {
  const naming = rows.filter(({ row }) => row.values.image !== undefined)
  const live = await liveFiles(scope, naming)
  const wishes = new Map<Id, { key: string; wish: Wish | null }>()
  for (const { row, item } of naming) {
    const name = row.values.image ?? ''
    const problem = (reason: string, values?: Record<string, string | number>) =>
      void problems.push({ line: row.line, column: 'image', reason: values ? `${reason}|${JSON.stringify(values)}` : reason })
    const earlier = wishes.get(item.id)
    if (earlier && earlier.key !== keyOf(name)) problem('supply:file.twice')
    if (earlier) continue
    const given = await pictureFor(name, sent, live.get(item.image ?? ''))
    if (given === 'live') continue
    if (isRefusal(given)) problem(given.reason, given.values as Record<string, string>)
    else wishes.set(item.id, { key: keyOf(name), wish: await wishFor(scope, owner, item, given, live) })
  }
  return [...wishes.values()].flatMap(({ wish }) => wish ?? [])
}

/** Pictures that no row names, not even one that cannot be taken. */
export function unnamedPictures(sent: SentPictures, rows: readonly CheckedRow[]): RowProblem[] {
  const named = new Set(rows.flatMap(({ values }) => (values.image === undefined ? [] : keyOf(values.image))))
  return [...sent].flatMap(([key, { name }]) =>
    named.has(key) ? [] : [{ line: 0, column: 'image', reason: `supply:file.pictureUnnamed|${JSON.stringify({ name })}` }],
  )
}

type Live = { name: string; sha256: string }

async function liveFiles(scope: Proposing, rows: readonly Named[]): Promise<Map<string, Live>> {
  const keys = rows.flatMap(({ item }) => item.image ?? [])
  const found = new Map<string, Live>()
  for (let from = 0; from < keys.length; from += 1000) {
    const files = scope.rows.selectFrom('files').select(['file_key', 'name', 'sha256'])
    for (const { file_key, ...one } of await files.where('file_key', 'in', keys.slice(from, from + 1000)).execute())
      found.set(file_key, one)
  }
  return found
}

/** The picture of this name, drawn anew once however many rows name it. */
async function pictureFor(name: string, sent: SentPictures, live: Live | undefined): Promise<Given | Refusal | 'live'> {
  const picture = sent.get(keyOf(name))
  if (!picture) return live && keyOf(live.name) === keyOf(name) ? 'live' : refuse('', 'supply:file.pictureGone', { name })
  const [upload, second] = picture.uploads
  if (!upload || second) return refuse('', 'supply:file.pictureTwice', { name })
  picture.read ??= await readUpload('', upload, 'pictures')
  return isRefusal(picture.read) ? refusalOf(picture.read, picture.name) : picture.read
}

const reasons: Record<string, string> = {
  'files:empty': 'supply:file.pictureEmpty',
  'files:large': 'supply:file.pictureLarge',
  'files:broken': 'supply:file.pictureBroken',
}
const refusalOf = ({ reason }: Refusal, name: string): Refusal =>
  refuse('', reasons[reason] ?? 'supply:file.pictureKind', { name, size: mostBytes / 1_048_576 })

async function wishFor(
  scope: Proposing,
  owner: Owner,
  item: Item,
  given: Given,
  live: ReadonlyMap<string, Live>,
): Promise<Wish | null> {
  const sha256 = createHash('sha256').update(given.content).digest('hex')
  if (item.image !== null && live.get(item.image)?.sha256 === sha256) return null
  const kept = await keepGiven(scope, owner, given, { purpose: 'catalog_image', of: { catalog_item_id: item.id } })
  return { item: item.id, field: 'image', variant: '', base: item.image, proposed: kept.key, validFrom: null }
}
