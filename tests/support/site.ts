import { randomBytes } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { ensureBuild } from '../../db/build.ts'
import { localServer } from '../../db/local-server.ts'
import { root } from '../../db/packages.mjs'
import { ownPrefix, withDatabase } from '../../db/schema.ts'
import type { Site } from '../../db/site.ts'
import { startSite } from '../../db/site.ts'
import { fillWorld } from '../../db/world.ts'
import { freePort } from './free-port.ts'
import { dropLeftovers } from './leftovers.ts'

export interface TestSite extends Site {
  databaseUrl: string
}

/**
 * The whole product for browser tests: the production build with its worker and a mail server, on a demo world in a database of its
 * own, which is dropped at the end. Playwright's global setup calls it once and puts `origin` and `mailFolder` into the environment.
 */
export const startTestSite = async (options: { scale?: number; env?: Record<string, string> } = {}): Promise<TestSite> => {
  const server = process.env.DATABASE_URL ? undefined : await localServer()
  const url = process.env.DATABASE_URL || (server?.url() ?? '')
  const connection = await createConnection(url)
  const name = `${ownPrefix('site')}_${randomBytes(4).toString('hex')}`
  const folder = join(root, '.data', 'sites', name)
  const remove = async () => {
    await connection.query(`drop database if exists ${name}`)
    await rm(folder, { recursive: true, force: true })
    await connection.end()
    await server?.release()
  }
  try {
    await dropLeftovers(connection, 'site')
    await connection.query(`create database ${name} character set utf8mb4 collate utf8mb4_unicode_ci`)
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const databaseUrl = withDatabase(url, name)
    await Promise.all([ensureBuild(), fillWorld(databaseUrl, options.scale ?? 1, 'pipe', join(folder, 'files'))])
    const site = await startSite({ databaseUrl, port: await freePort(), folder, ...(options.env && { env: options.env }) })
    return {
      ...site,
      databaseUrl,
      stop: async () => {
        await site.stop()
        await remove()
      },
    }
  } catch (error) {
    await remove()
    throw error
  }
}
