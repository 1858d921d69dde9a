import { loadMigrations, migrate } from './migrator.ts'
import { explain, say } from './progress.mjs'

/** `npm run db:migrate`: brings the schema of DATABASE_URL up to date. */
try {
  const ran = await migrate(process.env.DATABASE_URL ?? '', await loadMigrations(), { note: say })
  say(ran === 0 ? 'The schema is up to date.' : `The schema is up to date: ${ran} steps ran.`)
} catch (error) {
  explain(error)
}
