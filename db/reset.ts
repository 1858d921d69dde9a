import { explain, say } from './progress.mjs'
import { reset } from './world.ts'

/** `npm run db:reset`: an empty database with the newest schema. Refuses one that is neither empty nor a demo. */
try {
  await reset(process.env.DATABASE_URL ?? '')
  say('The database is empty, and its schema is up to date.')
} catch (error) {
  explain(error)
}
