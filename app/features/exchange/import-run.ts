import { z } from 'zod'

/** What a run of the import left behind, as the pages for staff show it. */

export const runStates = ['running', 'finished', 'failed', 'interrupted'] as const
export type RunState = (typeof runStates)[number]

const count = z.number().int().min(0)
const counts = z.object({
  entities: z.array(
    z.object({ entity: z.string(), read: count, created: count, updated: count, unchanged: count, refused: count }),
  ),
  clashes: count,
  gone: z.array(z.object({ entity: z.string(), count, file: z.boolean() })),
})
const refusal = z.object({
  entity: z.string(),
  file: z.string(),
  line: z.number(),
  column: z.string(),
  value: z.string(),
  reason: z.string(),
})
const refusals = z.object({ count, first: z.array(refusal) })

export type RunCounts = z.output<typeof counts>
export type KeptRefusals = z.output<typeof refusals>

const nothing: RunCounts = { entities: [], clashes: 0, gone: [] }

/** The counts that a run wrote at its end; none while it runs, or where it did not come that far. */
export const countsOf = (text: string | null): RunCounts => (text === null ? nothing : counts.parse(JSON.parse(text)))
export const refusalsOf = (text: string | null): KeptRefusals =>
  text === null ? { count: 0, first: [] } : refusals.parse(JSON.parse(text))

const numbers = ['read', 'created', 'updated', 'unchanged', 'refused'] as const
export type Sums = Record<(typeof numbers)[number], number>

/** All entities together. */
export const sumOf = (entities: RunCounts['entities']): Sums =>
  Object.fromEntries(numbers.map((name) => [name, entities.reduce((sum, one) => sum + one[name], 0)])) as Sums

export const runCode = /^IM-[2-9A-HJ-NP-Z]{8}$/
export const clashCode = /^CL-[2-9A-HJ-NP-Z]{8}$/

export const clashStates = ['open', 'kept', 'taken'] as const
export type ClashState = (typeof clashStates)[number]
