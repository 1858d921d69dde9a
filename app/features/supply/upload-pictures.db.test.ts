import { rm } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { db } from '~/database/connection.server'
import { isRefusal, NotFound } from '~/values/outcome'
import { grantOf, makeAccount, makeEntity, makePerson, ownerOf, scopeOf } from '../../../tests/support/make'
import { makeItem } from '../../../tests/support/supplying'

const folder = vi.hoisted(() => `.data/test-pictures-${process.pid}`)
vi.mock('~/env.server', async (original) => {
  const { env } = await original<typeof import('~/env.server')>()
  return { env: { ...env, FILES_FOLDER: folder } }
})
const { openFile } = await import('~/features/files/files.queries.server')
const { catalogCsv } = await import('./catalog.csv.server')
const { readItemFilter } = await import('./catalog-filter')
const { decideFields } = await import('./decide.commands.server')
const { getProposal } = await import('./proposal.queries.server')
const { moveProposal } = await import('./proposals.commands.server')
const { uploadForm } = await import('./supply.forms.server')
const { uploadProposal } = await import('./upload.commands.server')

beforeAll(makeEntity)
afterAll(() => rm(folder, { recursive: true, force: true }))

async function company() {
  const account = await makeAccount({ supplies: 1 })
  const person = await makePerson()
  const who = { personId: person.id, grants: [grantOf(account, 'catalog')] }
  return { owner: ownerOf(account), scope: scopeOf('supplier', ['catalog.read', 'catalog.propose'], who) }
}
type Scope = Awaited<ReturnType<typeof company>>['scope']

const drawn = (red: number) => sharp({ create: { width: 8, height: 6, channels: 3, background: { r: red, g: 20, b: 30 } } })
const png = async (name: string, red = 10) => new File([new Uint8Array(await drawn(red).png().toBuffer())], name)
const csv = (...lines: string[]) => new File([lines.join('\n')], 'changes.csv')

async function upload(scope: Scope, file: File, pictures: File[]) {
  const done = await uploadProposal(scope, { file, mode: 'changes', pictures })
  return isRefusal(done) ? done.reason : await getProposal(scope, done.number)
}
async function drafted(scope: Scope, file: File, pictures: File[]) {
  const view = await upload(scope, file, pictures)
  if (typeof view === 'string') throw new Error(view)
  return view
}
const errorsOf = (view: Awaited<ReturnType<typeof drafted>>) =>
  view.rowErrors.map(({ line, reason }) => {
    const [key = '', values] = reason.split('|')
    return [line, key.replace('supply:file.', ''), values ? (JSON.parse(values) as { name: string }).name : undefined]
  })
const liveImage = async (id: string) =>
  (await db.selectFrom('catalog_items').select('image').where('id', '=', id).executeTakeFirstOrThrow()).image

test('a file of changes brings pictures: proposed, drawn anew and hidden from others, and live only once staff approve', async () => {
  const [{ owner, scope }, { scope: stranger }] = [await company(), await company()]
  const [one, two] = [await makeItem(owner, { sku: 'P-1' }), await makeItem(owner, { sku: 'P-2' })]
  // Two items share a picture, whose place a camera wrote down; names are told apart as people see them.
  const place = { IFD0: { Copyright: 'somebody' } }
  const camera = new File([new Uint8Array(await drawn(90).withExif(place).jpeg().toBuffer())], 'Valve.JPG')
  const view = await drafted(scope, csv('sku,image', 'P-1,valve.jpg', 'P-2,valve.jpg'), [camera])
  expect(errorsOf(view)).toEqual([])
  expect(view.shown.map(({ item, field, base }) => [item.sku, field, base])).toEqual([
    ['P-1', 'image', null],
    ['P-2', 'image', null],
  ])
  expect([await liveImage(one.id), await liveImage(two.id)]).toEqual([null, null])
  const keys = view.shown.map((field) => field.proposed ?? '')
  expect(new Set(keys).size).toBe(2)
  const kept = await openFile(scope, keys[0] ?? '')
  const bytes = Buffer.from(await new Response(kept.content).arrayBuffer())
  expect([kept.mediaType, (await sharp(bytes).metadata()).exif]).toEqual(['image/jpeg', undefined])
  await expect(openFile(stranger, keys[0] ?? '')).rejects.toThrow(NotFound)
  await moveProposal(scope, view.number, { do: 'submit', version: 1 })
  const staff = scopeOf('staff', ['catalog.read', 'proposals.decide'], {
    staffRole: 'catalog',
    personId: (await makePerson({ staff_role: 'catalog' })).id,
  })
  const { shown } = await getProposal(staff, view.number)
  const fields = shown.map(({ position, seen }) => ({
    position,
    seen,
    decision: position === 1 ? ('approved' as const) : ('refused' as const),
    reason: 'Too dark',
  }))
  await decideFields(staff, view.number, { fields })
  expect([await liveImage(one.id), await liveImage(two.id)]).toEqual([keys[0], null])
})

test('what is wrong with a picture is said at its row, and what no row names is said too', async () => {
  const { owner, scope } = await company()
  for (const index of [1, 2, 3, 4, 5, 6]) await makeItem(owner, { sku: `Q-${index}` })
  const rows = [
    'Q-1,gone.png',
    'Q-2,text.png',
    'Q-3,renamed.jpg',
    'Q-4,twice.png',
    'Q-5,good.png',
    'Q-9,other.png',
    'Q-5,else.png',
  ]
  const broken = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])
  const view = await drafted(scope, csv('sku,image', ...rows, 'Q-6,broken.png'), [
    new File(['<svg/>'], 'text.png'),
    await png('renamed.jpg'),
    await png('twice.png'),
    await png('twice.png', 200),
    await png('good.png'),
    await png('other.png'),
    await png('nobody.png'),
    new File([broken], 'broken.png'),
  ])
  expect(errorsOf(view)).toEqual([
    [0, 'pictureUnnamed', 'nobody.png'],
    [2, 'pictureGone', 'gone.png'],
    [3, 'pictureKind', 'text.png'],
    [4, 'pictureKind', 'renamed.jpg'],
    [5, 'pictureTwice', 'twice.png'],
    [7, 'unknownSku', undefined],
    [8, 'twice', undefined],
    [9, 'pictureBroken', 'broken.png'],
  ])
  expect(view.shown.map(({ item, field }) => [item.sku, field])).toEqual([['Q-5', 'image']])
})

test('what is downloaded names the live picture, and sending it or its name again proposes nothing', async () => {
  const { owner, scope } = await company()
  const item = await makeItem(owner, { sku: 'R-1' })
  const view = await drafted(scope, csv('sku,image', 'R-1,ring.png'), [await png('ring.png')])
  await db
    .updateTable('catalog_items')
    .set({ image: view.shown[0]?.proposed ?? null })
    .where('id', '=', item.id)
    .execute()
  let text = ''
  for await (const piece of await catalogCsv(scope, readItemFilter(new URLSearchParams()))) text += piece
  expect(text).toContain(',ring.png,')
  expect(await upload(scope, new File([text], 'catalog.csv'), [])).toBe('supply:form.nothing')
  expect(await upload(scope, csv('sku,image', 'R-1,ring.png'), [await png('ring.png')])).toBe('supply:form.nothing')
  const next = await drafted(scope, csv('sku,image', 'R-1,ring.png'), [await png('ring.png', 250)])
  expect(next.shown.map(({ field, base }) => [field, base])).toEqual([['image', view.shown[0]?.proposed]])
})

test('too many pictures and too many bytes are refused before anything is read', async () => {
  const { owner, scope } = await company()
  await makeItem(owner, { sku: 'S-1' })
  const large = new File([new Uint8Array(21 * 1_048_576)], 'a.png')
  expect(await upload(scope, csv('sku,image', 'S-1,a.png'), [large, new File([large], 'b.png')])).toBe(
    'supply:file.picturesLarge',
  )
  expect(errorsOf(await drafted(scope, csv('sku,image', 'S-1,a.png'), [large]))).toEqual([[2, 'pictureLarge', 'a.png']])
  const pictures = Array.from({ length: 41 }, (_, index) => new File(['x'], `${index}.png`))
  const read = uploadForm.safeParse({ file: csv('sku', 'S-1'), mode: 'changes', pictures })
  expect(read.error?.issues[0]?.message).toBe('supply:file.picturesMany|{"count":40}')
})
