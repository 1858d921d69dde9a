import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Migration } from '../../db/migrator.ts'
import { loadMigrations, migrate } from '../../db/migrator.ts'

/**
 * A migrator in a process of its own, for the test that kills it: `URL STEP before|after|pause [FILE]`. It says `here` when it comes to
 * that point of that step, and waits there to be killed; `pause` is a second's rest before the step. FILE exports other `migrations` than the project's.
 */
const [url = '', step = '', point = '', file] = process.argv.slice(2)
const others: { migrations: Migration[] } | undefined = file ? await import(pathToFileURL(file).href) : undefined
const migrations = others?.migrations ?? (await loadMigrations())

await migrate(url, migrations, {
  leaseSeconds: 2,
  at: async (reached, { name }) => {
    if (name !== step || (reached !== point && point !== 'pause')) return
    process.stdout.write('here\n')
    await wait(point === 'pause' ? 1_500 : 60_000)
  },
})
