import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Node } from './nodes.ts'
import { folder } from './nodes.ts'
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

/** Files as an ERP writes them: so many orders with a line each, of companies and products of their own. Answers their folder. */
export async function importFiles(orders: number): Promise<string> {
  const place = join(folder, 'files-of-the-erp')
  await mkdir(place, { recursive: true })
  const lines = (count: number, line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n + 1)).join('\n')
  const write = (name: string, head: string, body: string) => writeFile(join(place, name), `${head}\n${body}\n`)
  await write(
    'accounts.csv',
    'id,code,name,currency',
    lines(20, (n) => `CL${n},CL${n},Cluster ${n},EUR`),
  )
  await write(
    'products.csv',
    'id,sku,name',
    lines(50, (n) => `CL${n},CL-SKU-${n},Ball valve ${n}`),
  )
  await write(
    'orders.csv',
    'id,number,account,currency,placed_at,ship_to_city,ship_to_country',
    lines(orders, (n) => `CL${n},SO-CL-${n},CL${1 + (n % 20)},EUR,2026-05-01T08:00:00Z,Austin,US`),
  )
  await write(
    'order_lines.csv',
    'order,line_no,product,quantity,unit_price',
    lines(orders, (n) => `CL${n},1,CL${1 + (n % 50)},10,12.50`),
  )
  return place
}
