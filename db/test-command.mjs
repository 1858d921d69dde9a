// `npm test`, on a machine with git, Node ≥ 20 and npm only. Plain JavaScript without packages until `npm ci` has run.
import { fileURLToPath } from 'node:url'
import { ensureChromium, ensureDatabaseServer } from './install.mjs'
import { endWithNpm, ensurePackages, onOwnNode } from './packages.mjs'
import { explain, say, step } from './progress.mjs'

/** One after the other, because apt runs once at a time. */
const programs = async () => {
  if (!process.env.DATABASE_URL) {
    await step('database', async (note) => {
      const { flavour, version } = await ensureDatabaseServer(note)
      note(`${flavour === 'mariadb' ? 'MariaDB' : 'MySQL'} ${version}`)
    })
  }
  await step('browser', async (note) => note(await ensureChromium(note)))
}

try {
  say('Quayside: all tests\n')
  endWithNpm()
  await Promise.all([step('packages', ensurePackages), programs()])
  await onOwnNode(fileURLToPath(new URL('test.ts', import.meta.url)))
} catch (error) {
  explain(error)
}
