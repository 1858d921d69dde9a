import type { ImportEntity } from '~/features/import.types'
import { isRequired } from './mapping'

const usage = `npm run import -- DIR [--mapping FILE] [--dry-run] [--full ENTITY] [--json]

Loads the CSV files of a folder, as often as you like: what is there already is changed only where the
source has changed, and what people changed here is never overwritten.

  --mapping FILE   how foreign files become the columns below (JSON); without it each entity comes from
                   the file of its name (orders.csv), with the columns named as below
  --dry-run        does everything, and keeps nothing of it
  --full ENTITY    this entity's files are complete: lists what they no longer hold, and deletes nothing
  --json           one line of JSON instead of words

Exit code: 0 all rows are in, 3 some were refused, 1 nothing was done, 2 stopped in the middle (run it again).
`

/** The help of the command; the columns come from the entities' schemas. */
export function help(entities: readonly ImportEntity[]): string {
  return [usage, ...entities.map(entityHelp)].join('\n')
}

function entityHelp({ name, schema }: ImportEntity): string {
  const columns = Object.entries(schema.shape)
  const width = Math.max(...columns.map(([column]) => column.length)) + 1
  const lines = columns.map(([column, type]) => {
    const { what = '', form = '', example = '' } = type.meta() ?? {}
    const marked = `${column}${isRequired(schema, column) ? '*' : ''}`.padEnd(width)
    return `  ${marked}  ${what}\n  ${''.padEnd(width)}  (${form}, such as ${example})`
  })
  return `${name}.csv   (* needed)\n${lines.join('\n')}\n`
}
