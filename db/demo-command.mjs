// `npm run demo`, on a machine with git, Node ≥ 20 and npm only. Plain JavaScript without packages until `npm ci` has run.
import { fileURLToPath } from 'node:url'
import { ensureDatabaseServer } from './install.mjs'
import { endWithNpm, ensurePackages, onOwnNode } from './packages.mjs'
import { requireFreePort } from './port.mjs'
import { explain, say, step } from './progress.mjs'

try {
  say('Quayside: a demo on this machine\n')
  endWithNpm()
  await requireFreePort()
  const database = process.env.DATABASE_URL
    ? undefined
    : step('database', async (note) => {
        const { flavour, version } = await ensureDatabaseServer(note)
        note(`${flavour === 'mariadb' ? 'MariaDB' : 'MySQL'} ${version}`)
      })
  await Promise.all([step('packages', ensurePackages), database])
  await onOwnNode(fileURLToPath(new URL('demo.ts', import.meta.url)))
} catch (error) {
  explain(error)
}
