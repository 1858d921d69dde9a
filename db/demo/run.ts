import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import { root } from '../packages.mjs'
import { explain, Stop, say, step } from '../progress.mjs'
import { ownSecret } from '../secret.ts'
import { demoOrEmpty, reset } from '../world.ts'
import { addAudit } from './audited.ts'
import { demoTables } from './columns.ts'
import type { Settings } from './generate.ts'
import { putBackIndexes, takeOffIndexes } from './indexes.ts'
import { loadWorld } from './load.ts'
import { addPapers } from './papers.ts'

/**
 * `node db/demo/run.ts --scale N [--seed S] [--now INSTANT]` fills DATABASE_URL with a demo world. Refuses a database that is neither
 * empty nor a demo; a world of the same scale and seed that is whole is left alone, any other demo is made anew.
 */
const main = async () => {
  const url = process.env.DATABASE_URL ?? ''
  const settings = settingsOf()
  const mark = await demoOrEmpty(url)
  const same = mark?.state === 'filled' && mark.scale === settings.scale && (await marks(url))['demo seed'] === settings.seed
  if (same) return say(`The demo world of scale ${settings.scale} is there already.`)
  if (!(await isFresh(url))) await reset(url)
  await setMarks(url, { demo: `filling ${settings.scale}`, 'demo seed': settings.seed })
  await fill(url, settings)
  await setMarks(url, { demo: `filled ${settings.scale}` })
}

/** Worth it as soon as sorting the indexes once takes less time than two dozen changes of tables. */
const large = 5

/** Where the application keeps files, unless it is told otherwise. */
const filesFolder = process.env.FILES_FOLDER || join(root, '.data', 'files')

const fill = async (url: string, settings: Settings) => {
  await fillRows(url, settings)
  await step('papers', async (note) => note(`${await addPapers(url, filesFolder, settings.now)} documents of contracts`))
  await step('audit', async (note) => note(`${await addAudit(url, process.env.SECRET || (await ownSecret()))} entries`))
}

const fillRows = async (url: string, settings: Settings) => {
  if (settings.scale < large) return await step('rows', (note) => load(url, settings, note))
  await setMarks(url, { 'demo indexes': 'off' })
  const taken = await takeOffIndexes(url)
  await step('rows', (note) => load(url, settings, note))
  await step('indexes', () => putBackIndexes(url, taken, () => {}))
  await setMarks(url, { 'demo indexes': 'on' })
}

const load = async (url: string, settings: Settings, note: (text: string) => void) => {
  const rows = await loadWorld(url, settings, () => {})
  note(`${rows.toLocaleString('en')}, scale ${settings.scale}, seed ${settings.seed}`)
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

const connected = async <T>(
  url: string,
  work: (query: (sql: string, values?: string[]) => Promise<RowDataPacket[]>) => Promise<T>,
) => {
  const connection = await createConnection(url)
  try {
    return await work(async (sql, values) => (await connection.query<RowDataPacket[]>(sql, values))[0])
  } finally {
    await connection.end()
  }
}

/** The whole schema with all its indexes and not a row in it, as after a reset. */
const isFresh = (url: string): Promise<boolean> =>
  connected(url, async (query) => {
    const tables = new Set((await query('show tables')).flatMap((row) => Object.values(row)))
    if (!demoTables.every((table) => tables.has(table))) return false
    for (const table of demoTables) if ((await query(`select 1 from \`${table}\` limit 1`)).length > 0) return false
    return (await query("select 1 from marks where name = 'demo indexes' and value = 'off'")).length === 0
  })

const marks = (url: string): Promise<Record<string, string>> =>
  connected(url, async (query) =>
    Object.fromEntries((await query('select name, value from marks')).map((row) => [row.name, row.value])),
  )

const setMarks = (url: string, values: Record<string, string>) =>
  connected(url, async (query) => {
    for (const [name, value] of Object.entries(values))
      await query(
        'insert into marks (name, value, at) values (?, ?, utc_timestamp(3)) on duplicate key update value = values(value), at = values(at)',
        [name, value],
      )
  })

await main().catch(explain)
