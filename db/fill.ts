import { parseArgs } from 'node:util'
import { elapsed, explain, Stop, say } from './progress.mjs'
import { fillWorld } from './world.ts'

/** `npm run db:demo -- --scale N`: a new demo world. Refuses a database that is neither empty nor a demo. */
try {
  const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } })
  const scale = Number(values.scale)
  if (!(scale > 0 && scale <= 10_000)) throw new Stop('--scale is a number from 1 (about 2,000 orders) to 500 (a million).')
  await fillWorld(process.env.DATABASE_URL ?? '', scale, 'inherit')
  say(`The demo world of scale ${scale} is there after ${elapsed()}.`)
} catch (error) {
  explain(error)
}
