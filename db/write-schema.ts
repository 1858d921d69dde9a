import { writeFile } from 'node:fs/promises'
import { explain, say } from './progress.mjs'
import { schemaFile, schemaText } from './schema.ts'

/** `npm run db:schema`: writes what the migrations make into `db/schema.sql`. */
try {
  await writeFile(schemaFile, await schemaText(process.env.DATABASE_URL ?? ''))
  say('db/schema.sql is written.')
} catch (error) {
  explain(error)
}
