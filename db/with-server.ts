import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuild } from './build.ts'
import { localServer } from './local-server.ts'
import { loadMigrations, migrate } from './migrator.ts'
import { root } from './packages.mjs'
import { explain } from './progress.mjs'
import { ownSecret } from './secret.ts'

/**
 * `node db/with-server.ts [--build] SCRIPT …` runs a script in this process, with the settings it needs: those of the environment, then
 * of `.env`, and for what neither says, unless in production, those of this checkout: its private database server, which stops by
 * itself when the last process that uses it has ended, and the secret of the demo. `--build` brings the bundle up to date first.
 */
const words = process.argv.slice(2)
const needsBuild = words[0] === '--build'
const [script = '', ...args] = needsBuild ? words.slice(1) : words
const note = (text: string) => void process.stderr.write(`${text}\n`)

try {
  const settings = resolve(root, '.env')
  if (existsSync(settings)) process.loadEnvFile(settings)
  process.env.NODE_ENV ||= 'development'
  const server = process.env.DATABASE_URL ? undefined : localServer(note)
  if (needsBuild && (await ensureBuild())) note('The pages and the server were built.')
  if (server) {
    process.env.DATABASE_URL = (await server).url()
    // What works on the schema itself is below db/.
    if (!script.startsWith('db/')) await migrate(process.env.DATABASE_URL, await loadMigrations())
  }
  if (process.env.NODE_ENV !== 'production') process.env.SECRET ||= await ownSecret()
  process.argv = [process.execPath, resolve(root, script), ...args]
  await import(pathToFileURL(resolve(root, script)).href)
} catch (error) {
  explain(error)
}
