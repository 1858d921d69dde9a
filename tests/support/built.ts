import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { ensureBuild } from '../../db/build.ts'
import { root } from '../../db/packages.mjs'
import { identityOf, isAlive } from '../../db/process-identity.ts'

const lock = join(root, '.data', 'building')

/** Whether it is our turn; a lock of a process that is gone is nobody's. */
async function take(): Promise<boolean> {
  try {
    await writeFile(lock, identityOf(process.pid) ?? '', { flag: 'wx' })
    return true
  } catch {
    const owner = await readFile(lock, 'utf8').catch(() => '')
    if (owner && !isAlive(owner)) await rm(lock, { force: true })
    return false
  }
}

/** The build as the sources are now. Files of tests run at the same time, and only one of them may build. */
export async function built(): Promise<void> {
  await mkdir(join(root, '.data'), { recursive: true })
  while (!(await take())) await wait(200)
  await ensureBuild().finally(() => rm(lock, { force: true }))
}
