import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Node } from './nodes.ts'
import type { Answer } from './visitor.ts'

/**
 * Makes the other nodes lag for a moment: one large transaction, which they have to write after it was acknowledged here. Into a
 * database of its own, so that nothing else waits for a lock.
 */
export async function makeLag(node: Node, rows = 4_000): Promise<void> {
  await node.rows(`insert into beside.ballast (filling) select repeat(seq, 20) from beside.seq_1_to_${rows}`)
}

export async function prepareLag(node: Node): Promise<void> {
  await node.rows('create database if not exists beside')
  await node.rows(
    'create table beside.ballast (id bigint unsigned auto_increment primary key, filling varchar(300) not null, index (filling))',
  )
}

/** Does something again and again, a few at once, until ended. Answers what each go answered. */
export function keepDoing<T>(atOnce: number, go: (turn: number) => Promise<T>) {
  const results: T[] = []
  let [turn, ended] = [0, false]
  const line = async () => {
    while (!ended) {
      results.push(await go(turn++))
      await wait(50)
    }
  }
  const lines = Promise.all(Array.from({ length: atOnce }, line))
  return {
    end: async () => {
      ended = true
      await lines
      return results
    },
  }
}

/** Runs all, at most so many at once, in order. */
export async function inTurns<I, O>(
  items: readonly I[],
  atOnce: number,
  go: (item: I, index: number) => Promise<O>,
): Promise<O[]> {
  const results: O[] = []
  let next = 0
  const line = async () => {
    for (let index = next++; index < items.length; index = next++) results[index] = await go(items[index] as I, index)
  }
  await Promise.all(Array.from({ length: atOnce }, line))
  return results
}

export const countOf = (answers: readonly Answer[], status: number) => answers.filter((one) => one.status === status).length

/** A note of staff on an order; its text is found again. */
export const noteOn = (order: string) => {
  const body = `seen on the cluster ${randomUUID()}`
  return { path: `/staff/orders/${order}/note`, fields: { body, audience: 'staff' }, body }
}

export const notesOf = async (node: Node, body: string) =>
  Number(await node.ask('select count(*) from internal_notes where body = ?', [body]))

export const pick = <T>(all: readonly T[], index: number): T => all[index % all.length] as T
