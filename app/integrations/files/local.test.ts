import { createHash, randomBytes } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, mkdtemp, open, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NotFound } from '~/values/outcome'
import { localFiles } from './local.server'
import { FileTooLarge, StorageFull } from './store'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function* inPieces(content: Buffer, size = 1_000) {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size)
}
const filesIn = async (path: string): Promise<string[]> => {
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}
const limits = { maxBytes: 100_000 }

test('what was put can be got, and is described by its digest and size', async () => {
  const store = localFiles(join(folder, 'one'))
  const content = randomBytes(12_345)
  const stored = await store.put(inPieces(content), limits)
  expect(stored).toEqual({
    key: expect.stringMatching(/^[a-f\d]{40}$/),
    sha256: createHash('sha256').update(content).digest('hex'),
    bytes: 12_345,
  })
  expect((await buffer(await store.get(stored.key))).equals(content)).toBe(true)
  const path = join(folder, 'one', stored.key.slice(0, 2), stored.key.slice(2, 4), stored.key)
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('an empty file is a file', async () => {
  const store = localFiles(join(folder, 'empty'))
  const { key, bytes } = await store.put(inPieces(Buffer.alloc(0)), limits)
  expect([bytes, (await buffer(await store.get(key))).length]).toEqual([0, 0])
})

test('a file over the limit is refused at the first byte too many, and leaves nothing', async () => {
  const store = localFiles(join(folder, 'large'))
  let read = 0
  async function* endless() {
    for (;;) {
      read += 1_000
      yield Buffer.alloc(1_000)
    }
  }
  await expect(store.put(endless(), { maxBytes: 5_500 })).rejects.toThrow(FileTooLarge)
  expect(read).toBe(6_000)
  expect(await filesIn(join(folder, 'large'))).toEqual([])
})

test('a full disk says so and leaves nothing', async () => {
  const openFull: typeof open = async (...given) => {
    const file = await open(...given)
    let room = 2_500
    const writeFile: FileHandle['writeFile'] = async (chunk) => {
      room -= (chunk as Buffer).length
      if (room < 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
      await write.call(file, chunk)
    }
    const write = file.writeFile
    return Object.assign(file, { writeFile })
  }
  const store = localFiles(join(folder, 'full'), openFull)
  await expect(store.put(inPieces(randomBytes(9_000)), limits)).rejects.toThrow(StorageFull)
  expect(await filesIn(join(folder, 'full'))).toEqual([])
})

test('a sender that gives up leaves nothing', async () => {
  const store = localFiles(join(folder, 'broken'))
  async function* broken() {
    yield Buffer.from('half')
    throw new Error('connection lost')
  }
  await expect(store.put(broken(), limits)).rejects.toThrow('connection lost')
  expect(await filesIn(join(folder, 'broken'))).toEqual([])
})

test('a removed file is gone, and removing it again is no error', async () => {
  const store = localFiles(join(folder, 'removed'))
  const { key } = await store.put(inPieces(randomBytes(10)), limits)
  await store.remove(key)
  await store.remove(key)
  await expect(store.get(key)).rejects.toThrow(NotFound)
})

test.each(['../../etc/passwd', '', 'a'.repeat(39), `${'a'.repeat(38)}/.`, 'A'.repeat(40)])('%j is no key', async (key) => {
  await expect(localFiles(folder).get(key)).rejects.toThrow(NotFound)
})

test('what a killed process left is swept away after a day', async () => {
  const store = localFiles(join(folder, 'swept'))
  const { key } = await store.put(inPieces(randomBytes(10)), limits)
  const now = new Date()
  await writeFile(join(folder, 'swept', 'incoming', 'old'), 'half')
  await writeFile(join(folder, 'swept', 'incoming', 'new'), 'half')
  const before = new Date(now.getTime() - 90_000_000)
  await utimes(join(folder, 'swept', 'incoming', 'old'), before, before)
  expect(await store.sweep(now, async () => new Set())).toBe(1)
  expect((await filesIn(join(folder, 'swept'))).sort()).toEqual([key, 'new'].sort())
})

test('a file that belongs to nothing is swept away after a day; others stay, and so does what is no file of ours', async () => {
  const store = localFiles(join(folder, 'orphans'))
  const [known, orphan, fresh] = [
    await store.put(inPieces(randomBytes(10)), limits),
    await store.put(inPieces(randomBytes(10)), limits),
    await store.put(inPieces(randomBytes(10)), limits),
  ]
  await mkdir(join(folder, 'orphans', 'imports'))
  await writeFile(join(folder, 'orphans', 'imports', 'IM-2-refused.csv'), 'why')
  const now = new Date()
  const before = new Date(now.getTime() - 90_000_000)
  const pathOf = (key: string) => join(folder, 'orphans', key.slice(0, 2), key.slice(2, 4), key)
  for (const { key } of [known, orphan]) await utimes(pathOf(key), before, before)
  await utimes(join(folder, 'orphans', 'imports', 'IM-2-refused.csv'), before, before)
  const asked: string[] = []
  const isKnown = async (keys: readonly string[]) => {
    asked.push(...keys)
    return new Set(keys.filter((key) => key === known.key))
  }
  expect(await store.sweep(now, isKnown)).toBe(1)
  expect(asked.sort()).toEqual([known.key, orphan.key].sort())
  expect((await filesIn(join(folder, 'orphans'))).sort()).toEqual([known.key, fresh.key, 'IM-2-refused.csv'].sort())
})
