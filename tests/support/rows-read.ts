import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { db } from '~/database/connection.server'
import type { Tables } from '~/database/tables'

/** How many rows the engine touched for what is done over one connection; rows of its own sorting are not counted. */
export async function rowsRead(run: (handle: Kysely<Tables>) => Promise<unknown>): Promise<number> {
  return await db.connection().execute(async (handle) => {
    await sql`flush status`.execute(handle)
    await run(handle)
    const { rows } = await sql<{ Variable_name: string; Value: string }>`show session status like 'Handler_read%'`.execute(handle)
    return rows
      .filter((row) => !row.Variable_name.startsWith('Handler_read_rnd'))
      .reduce((sum, row) => sum + Number(row.Value), 0)
  })
}
