import { fork } from 'node:child_process'
import { programme } from './busy.ts'
import type { Figure } from './measure.ts'
import { atMost } from './measure.ts'
import type { World } from './worlds.ts'

/** Seconds that passed, and of CPU. */
export type Cost = { seconds: number; node: number; database: number }
export type Costs = { counted: Cost; closed: Cost; one: Cost; lines: number }

/**
 * What a programme costs where its period has a million lines: counting all of them anew, as after a change of its rules, and
 * counting one more invoice. In a process of its own, whose CPU is nobody else's.
 */
export async function programmeCost(world: World): Promise<Figure[]> {
  const env = {
    ...process.env,
    DATABASE_URL: world.url,
    PUBLIC_URL: world.origin,
    SMTP_URL: 'smtp://127.0.0.1:9',
    VITEST: 'bench',
  }
  const child = fork(new URL('programme-child.ts', import.meta.url), [programme], { env, stdio: 'inherit' })
  const costs = await new Promise<Costs>((done, failed) => {
    child.once('message', (message) => done(message as Costs))
    child.once('exit', (code) => failed(new Error(`counting the programme ended with ${code}`)))
  })
  const { counted, closed, one, lines } = costs
  // Node and the database work at the same time, each on a core where there are two.
  const period = (what: string, cost: Cost) =>
    atMost(`programme: ${what}, ${lines} lines`, cost.seconds, 30, ' s passed', besides(cost, 's', 1))
  return [
    period('a period counted anew', counted),
    period('a period closed, each line in a statement', closed),
    atMost('programme: one more invoice, CPU', (one.node + one.database) * 1000, 50, ' ms', besides(one, 'ms', 1000)),
  ]
}

const besides = ({ seconds, node, database }: Cost, unit: string, times: number) =>
  `${(seconds * times).toFixed(1)} ${unit} passed; CPU of Node ${(node * times).toFixed(1)} ${unit}, of the database ${(database * times).toFixed(1)} ${unit}`
