import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { writeWhole } from './server-program.ts'

/** The SECRET of this checkout's demo and development. One for all its commands, because the audit chain is signed with it. */
export const ownSecret = async () => {
  const folder = join(root, '.data')
  const file = join(folder, 'secret')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) await writeWhole(file, randomBytes(48).toString('base64url'))
  return readFile(file, 'utf8')
}
