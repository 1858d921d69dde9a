import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { NotFound } from '../../values/outcome.ts'
import type { FileStore, StoredFile } from './store.ts'
import { FileTooLarge, StorageFull } from './store.ts'

const wellFormed = /^[a-f\d]{40}$/
const dayMs = 86_400_000
const full = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

/** A rename is only safe from a power cut once its folder is written too. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

/** Writes all of it and says what it was. */
async function pour(content: AsyncIterable<Uint8Array>, file: FileHandle, maxBytes: number): Promise<Omit<StoredFile, 'key'>> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of content) {
    bytes += chunk.byteLength
    if (bytes > maxBytes) throw new FileTooLarge(`more than ${maxBytes} bytes`)
    hash.update(chunk)
    await file.writeFile(chunk)
  }
  await file.sync()
  return { sha256: hash.digest('hex'), bytes }
}

type Old = { name: string; path: string }

/** The files of a folder that were written before an instant. One that goes meanwhile is no matter. */
async function oldIn(folder: string, before: number): Promise<Old[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.map((name) => ({ name, path: join(folder, name) }))
  const times = await Promise.all(files.map(({ path }) => stat(path).catch(() => null)))
  return files.filter((_, index) => times[index]?.isFile() && times[index].mtimeMs < before)
}

/** The folders that keys begin with. */
const foldersIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => /^[a-f\d]{2}$/.test(name))

async function removeAll(files: readonly Old[]): Promise<number> {
  for (const { path } of files) await rm(path, { force: true })
  return files.length
}

/**
 * Files in a folder of this machine, outside of everything that is served. A file is written beside, synced, and given its name in
 * one step, so that a key never finds half a file. `openFile` is there for the tests of a disk that is full.
 */
export function localFiles(folder: string, openFile: typeof open = open): FileStore {
  const incoming = join(folder, 'incoming')
  // Two levels keep any one folder small.
  const pathOf = (key: string): string => {
    if (!wellFormed.test(key)) throw new NotFound('no such file')
    return join(folder, key.slice(0, 2), key.slice(2, 4), key)
  }

  async function put(content: AsyncIterable<Uint8Array>, { maxBytes }: { maxBytes: number }): Promise<StoredFile> {
    const key = randomBytes(20).toString('hex')
    const part = join(incoming, key)
    const path = pathOf(key)
    try {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const file = await openFile(part, 'wx', 0o600)
      const said = await pour(content, file, maxBytes).finally(() => file.close())
      await rename(part, path)
      await syncFolder(dirname(path))
      return { key, ...said }
    } catch (error) {
      await rm(part, { force: true })
      throw full.has((error as NodeJS.ErrnoException).code ?? '') ? new StorageFull('no room for the file') : error
    }
  }

  async function get(key: string) {
    const path = pathOf(key)
    await stat(path).catch(() => {
      throw new NotFound('no such file')
    })
    return createReadStream(path)
  }

  async function sweep(now: Date, known: Parameters<FileStore['sweep']>[1]): Promise<number> {
    const before = now.getTime() - dayMs
    const halves = await oldIn(incoming, before)
    let gone = await removeAll(halves)
    for (const first of await foldersIn(folder))
      for (const second of await foldersIn(join(folder, first))) {
        const files = (await oldIn(join(folder, first, second), before)).filter(({ name }) => wellFormed.test(name))
        const kept = files.length > 0 ? await known(files.map(({ name }) => name)) : new Set()
        gone += await removeAll(files.filter(({ name }) => !kept.has(name)))
      }
    return gone
  }

  return { put, get, remove: (key) => rm(pathOf(key), { force: true }), sweep }
}
