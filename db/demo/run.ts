import { parseArgs } from 'node:util'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { elapsed, explain, Stop, say } from '../progress.mjs'
import { demoOrEmpty, reset } from '../world.ts'
import { demoTables } from './columns.ts'
import type { Settings } from './generate.ts'
import { putBackIndexes, takeOffIndexes } from './indexes.ts'
import { loadWorld } from './load.ts'

/**
 * `node db/demo/run.ts --scale N [--seed S] [--now INSTANT]` fills DATABASE_URL with a demo world. Refuses a database that is neither
 * empty nor a demo; a world of the same scale and seed that is whole is left alone, any other demo is made anew.
 */
const main = async () => {
  const url = process.env.DATABASE_URL ?? ''
  const settings = settingsOf()
  const mark = await demoOrEmpty(url)
  if (mark?.state === 'filled' && mark.scale === settings.scale)
    return say(`A demo world of scale ${settings.scale} is there already.`)
  if (!(await isFresh(url))) await reset(url)
  await setMark(url, 'filling', settings)
  const bulk = settings.scale >= 5
  const indexes = bulk ? await takeOffIndexes(url) : null
  const rows = await loadWorld(url, settings, () => {})
  if (indexes) {
    say(`${rows.toLocaleString('en')} rows after ${elapsed()}; indexes`)
    await putBackIndexes(url, indexes, (table) => say(`  ${table} after ${elapsed()}`))
  }
  await setMark(url, 'filled', settings)
  say(`${rows.toLocaleString('en')} rows after ${elapsed()}.`)
}

const settingsOf = (): Settings => {
  const options = {
    scale: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
    now: { type: 'string' },
  } as const
  const { values } = parseArgs({ options })
  const scale = Number(values.scale)
  const now = values.now ? Date.parse(values.now) : Date.now()
  if (!(scale > 0 && scale <= 10_000)) throw new Stop('--scale is a number from 1 (about 2,000 orders) to 500 (a million).')
  if (Number.isNaN(now)) throw new Stop('--now is an instant such as 2026-06-11T08:20:00Z.')
  return { scale, seed: values.seed, now }
}

/** The whole schema and not a row in it, as after a reset. */
const isFresh = async (url: string): Promise<boolean> => {
  const connection = await createConnection(url)
  try {
    const [tables] = await connection.query<RowDataPacket[]>("show tables like 'orders'")
    if (tables.length === 0) return false
    for (const table of demoTables) {
      const [rows] = await connection.query<RowDataPacket[]>(`select 1 from \`${table}\` limit 1`)
      if (rows.length > 0) return false
    }
    return true
  } finally {
    await connection.end()
  }
}

const setMark = async (url: string, state: 'filling' | 'filled', { scale, seed }: Settings) => {
  const connection = await createConnection(url)
  const sql =
    'insert into marks (name, value, at) values (?, ?, utc_timestamp(3)) on duplicate key update value = values(value), at = values(at)'
  try {
    await connection.query(sql, ['demo', `${state} ${scale}`])
    await connection.query(sql, ['demo seed', seed])
  } finally {
    await connection.end()
  }
}

await main().catch(explain)
