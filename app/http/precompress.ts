import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const worthIt = /\.(js|css|svg|json|txt|html|webmanifest|xml)$/
const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < 256) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const [small, smallish] = await Promise.all([brotli(content, { params }), zip(content, { level: 9 })])
  await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, smallish)])
}

/** Puts the smallest form of each built file beside it, once, so that no request pays for it. */
export function precompress(): Plugin {
  let folder: string | undefined
  return {
    name: 'quayside:precompress',
    apply: 'build',
    configResolved(config) {
      folder = config.build.ssr ? undefined : config.build.outDir
    },
    async closeBundle() {
      if (!folder) return
      const entries = await readdir(folder, { recursive: true, withFileTypes: true })
      const files = entries.filter((entry) => entry.isFile() && worthIt.test(entry.name) && !entry.parentPath.includes('.vite'))
      for (const entry of files) await compress(join(entry.parentPath, entry.name))
    },
  }
}
