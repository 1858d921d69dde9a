import { readFile, realpath, stat } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { Beside } from '~/features/import.types'

/** A file that a row names, in the import's directory and nowhere else, wherever a name or a link in it leads. */
export async function readBeside(folder: string, name: string, mostBytes: number): Promise<Beside> {
  try {
    const [root, path] = [await realpath(folder), await realpath(resolve(folder, name))]
    const way = relative(root, path)
    if (way === '' || way.startsWith(`..${sep}`) || way === '..' || resolve(root, way) !== path) return 'gone'
    const found = await stat(path)
    if (!found.isFile()) return 'gone'
    return found.size > mostBytes ? 'large' : new Uint8Array(await readFile(path))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return 'gone'
    throw error
  }
}
