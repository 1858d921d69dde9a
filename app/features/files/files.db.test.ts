import { rm, utimes } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { afterAll, expect, test, vi } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { db } from '~/database/connection.server'
import type { Refusal } from '~/values/outcome'
import { isRefusal, NotFound } from '~/values/outcome'
import { grantOf, makeAccount, makeEntity, makePerson, memberScope, ownerOf, scopeOf } from '../../../tests/support/make'
import type { Account } from '../../../tests/support/shipping'
import { orderOf, shipmentOf } from '../../../tests/support/shipping'
import { makeItem } from '../../../tests/support/supplying'

const folder = vi.hoisted(() => `.data/test-files-${process.pid}`)
vi.mock('~/env.server', async (original) => {
  const { env } = await original<typeof import('~/env.server')>()
  return { env: { ...env, FILES_FOLDER: folder } }
})
const { addProof } = await import('~/features/shipments/shipments.commands.server')
const { projectShipments } = await import('~/features/shipments/projection.server')
const { proposeChange } = await import('~/features/supply/proposals.commands.server')
const { getProposal } = await import('~/features/supply/proposal.queries.server')
const { decideFields } = await import('~/features/supply/decide.commands.server')
const { openFile } = await import('./files.queries.server')
const { sweptFiles } = await import('./files.jobs.server')
const { files } = await import('~/integrations/files/files.server')

afterAll(() => rm(folder, { recursive: true, force: true }))

const pdf = (name = 'signed.pdf', text = '%PDF-1.7\nsigned') => new File([text], name)
const member = (account: Account) => memberScope(['shipments.read'], [grantOf(account, 'receiver')])
async function agent() {
  const { id } = await makePerson({ staff_role: 'agent' })
  return scopeOf('staff', ['shipments.read', 'files.add'], { staffRole: 'agent', personId: id })
}
const rowsOf = (shipment: string) => db.selectFrom('files').selectAll().where('shipment_id', '=', shipment).execute()
const reasonOf = (outcome: object | Refusal) => (isRefusal(outcome) ? outcome.reason : outcome)

test('a proof is there for whoever sees the shipment, and for nobody else', async () => {
  const [consignee, owner, stranger] = [await makeAccount(), await makeAccount(), await makeAccount()]
  const order = await orderOf(owner)
  const shipment = await shipmentOf(consignee, [{ order }])
  await projectShipments(scopeOf('staff', ['orders.read', 'shipments.read'], { staffRole: 'admin' }), [shipment.id])
  const scope = await agent()
  expect(
    await addProof(scope, { number: shipment.number, entity: null }, { file: pdf('../../Lieferschein "unterschrieben".pdf') }),
  ).toEqual({
    did: 'added',
  })
  const [row] = await rowsOf(shipment.id)
  expect(row).toMatchObject({
    name: 'Lieferschein unterschrieben.pdf',
    media_type: 'application/pdf',
    purpose: 'proof_of_delivery',
  })
  const key = row?.file_key ?? ''
  expect(key).toMatch(/^[0-9a-f]{40}$/)
  for (const reader of [member(consignee), member(owner), scope]) {
    const file = await openFile(reader, key)
    expect((await buffer(file.content as never)).toString()).toBe('%PDF-1.7\nsigned')
  }
  await expect(openFile(member(stranger), key)).rejects.toThrow(NotFound)
  for (const wrong of ['', '0', `${key}0`, key.toUpperCase(), 'f'.repeat(40)])
    await expect(openFile(member(consignee), wrong)).rejects.toThrow(NotFound)
})

test('only what is what its name says is kept', async () => {
  const account = await makeAccount()
  const shipment = await shipmentOf(account)
  const scope = await agent()
  const add = async (file: File) => reasonOf(await addProof(scope, { number: shipment.number, entity: null }, { file }))
  expect(await add(new File([''], 'empty.pdf'))).toBe('files:empty')
  expect(await add(new File(['<svg onload="alert(1)"/>'], 'picture.svg'))).toBe('files:kind')
  expect(await add(new File(['<html>'], 'page.pdf'))).toBe('files:kind')
  expect(await add(pdf('signed.png'))).toBe('files:kind')
  expect(await add(new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), 'not a picture'], 'x.png'))).toBe(
    'files:broken',
  )
  expect(await add(new File([`%PDF-${'x'.repeat(10 * 1_048_576)}`], 'large.pdf'))).toBe('files:large')
  expect(await rowsOf(shipment.id)).toEqual([])
})

test('a picture is drawn anew, without what the camera noted and what hid behind it', async () => {
  const account = await makeAccount()
  const shipment = await shipmentOf(account)
  const picture = await sharp({ create: { width: 40, height: 20, channels: 3, background: '#246' } })
    .withExif({ IFD0: { Copyright: 'WHERE-IT-WAS-TAKEN' } })
    .jpeg()
    .toBuffer()
  expect(picture.toString('latin1')).toContain('WHERE-IT-WAS-TAKEN')
  const polyglot = new File([new Uint8Array(picture), '<script>alert(1)</script>'], 'photo.JPG')
  await addProof(await agent(), { number: shipment.number, entity: null }, { file: polyglot })
  const [row] = await rowsOf(shipment.id)
  const file = await openFile(member(account), row?.file_key ?? '')
  const kept = await buffer(file.content as never)
  expect(file.mediaType).toBe('image/jpeg')
  expect(Number(file.size)).toBe(kept.length)
  for (const hidden of ['WHERE-IT-WAS-TAKEN', '<script>']) expect(kept.toString('latin1')).not.toContain(hidden)
  expect(await sharp(kept).metadata()).toMatchObject({ width: 40, height: 20, format: 'jpeg' })
})

test('the daily sweep takes files without a row, and leaves those with one', async () => {
  const account = await makeAccount()
  const shipment = await shipmentOf(account)
  await addProof(await agent(), { number: shipment.number, entity: null }, { file: pdf() })
  const [row] = await rowsOf(shipment.id)
  const kept = row?.file_key ?? ''
  const orphan = await files.put(once(Buffer.from('nobody knows me')), { maxBytes: 100 })
  const old = new Date(Date.now() - 2 * 86_400_000)
  for (const key of [kept, orphan.key]) await utimes(`${folder}/${key.slice(0, 2)}/${key.slice(2, 4)}/${key}`, old, old)
  await sweptFiles.run({ scope: systemScope<StaffAbility>([]), signal: new AbortController().signal })
  expect((await buffer(await files.get(kept))).toString()).toContain('signed')
  await expect(files.get(orphan.key)).rejects.toThrow(NotFound)
})

async function* once(content: Uint8Array) {
  yield content
}

test('the picture of a catalog item is proposed and decided as any value, and seen by its supplier and the staff alone', async () => {
  const [account, stranger] = [await makeAccount({ supplies: 1 }), await makeAccount({ supplies: 1 })]
  await makeEntity()
  const [{ id: personId }, { id: staffId }] = [await makePerson(), await makePerson({ staff_role: 'catalog' })]
  const seller = (of: Account) =>
    scopeOf('supplier', ['catalog.read', 'catalog.propose'], { personId, grants: [grantOf(of, 'catalog')] })
  const staff = scopeOf('staff', ['catalog.read', 'proposals.decide'], { staffRole: 'catalog', personId: staffId })
  const item = await makeItem(ownerOf(account))
  const live = async () =>
    await db.selectFrom('catalog_items').select(['image', 'version']).where('id', '=', item.id).executeTakeFirstOrThrow()
  const same = {
    title_en: 'A',
    unit: 'C62',
    weight_kg: '2',
    lead_time_days: '21',
    availability: 'in_stock',
    do: 'submit',
  } as const
  const propose = async (more: { image?: File; without_image?: '1' }) => {
    const { version } = await live()
    return await proposeChange(seller(account), { sku: item.sku, account: null }, { ...same, ...more, version })
  }
  expect(reasonOf(await propose({ image: pdf() }))).toBe('files:picture')
  const drawn = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#088' } })
    .png()
    .toBuffer()
  const done = await propose({ image: new File([new Uint8Array(drawn)], 'valve.png') })
  if (isRefusal(done)) throw new Error(done.reason)
  const [field] = (await getProposal(staff, done.number)).shown
  if (!field) throw new Error('no field')
  const key = field.proposed ?? ''
  expect(field).toMatchObject({ field: 'image', base: null, live: null })
  expect((await live()).image).toBeNull()
  for (const scope of [seller(account), staff]) expect((await openFile(scope, key)).mediaType).toBe('image/png')
  for (const scope of [seller(stranger), member(account)]) await expect(openFile(scope, key)).rejects.toThrow(NotFound)
  await decideFields(staff, done.number, { fields: [{ position: 1, seen: field.seen, decision: 'approved' }] })
  expect((await live()).image).toBe(key)
  const without = await propose({ without_image: '1' })
  if (isRefusal(without)) throw new Error(without.reason)
  expect((await getProposal(staff, without.number)).shown).toMatchObject([{ field: 'image', base: key, proposed: null }])
})
