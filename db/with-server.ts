import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { localServer } from './local-server.ts'
import { explain, say } from './progress.mjs'

/**
 * `node db/with-server.ts SCRIPT …` runs a script in this process with DATABASE_URL set: the one of the environment or of `.env`, else
 * that of this checkout's private server, which stops by itself when the last process that uses it has ended.
 */
const [script = '', ...args] = process.argv.slice(2)
if (existsSync('.env')) process.loadEnvFile('.env')
try {
  process.env.DATABASE_URL ||= (await localServer(say)).url()
  process.argv = [process.execPath, resolve(script), ...args]
  await import(pathToFileURL(resolve(script)).href)
} catch (error) {
  explain(error)
}
