import type { Connection } from 'mysql2/promise'
import { boot, isAlive } from '../../db/process-identity.ts'

export const databasesLike = async (connection: Connection, start: string): Promise<string[]> => {
  const [rows] = await connection.query({ sql: 'show databases', rowsAsArray: true })
  return (rows as string[][]).flatMap(([name]) => (name?.startsWith(start) ? [name] : []))
}

/**
 * Drops the databases of runs that were killed. On a server that other machines may use too, those of this start of this machine
 * alone: whether another machine's process lives cannot be seen from here.
 */
export const dropLeftovers = async (connection: Connection, kind: string) => {
  for (const name of await databasesLike(connection, `${kind}_`)) {
    const [, pid, start, itsBoot] = name.split('_')
    const mayJudge = itsBoot === boot || !process.env.DATABASE_URL
    if (mayJudge && !isAlive(`${pid}-${start}-${itsBoot}`)) await connection.query(`drop database if exists ${name}`)
  }
}
