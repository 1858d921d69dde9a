import { parentPort, workerData } from 'node:worker_threads'
import type { Settings } from './generate.ts'
import { generate } from './generate.ts'

/** The thread that makes the rows while the other one sends them. It waits while more than `most` bytes are on their way. */
export type Work = { settings: Settings; onTheWay: SharedArrayBuffer; most: number }
export type Message = { table: string; bytes: Uint8Array; rows: number } | { orders: number } | { done: true }

const { settings, onTheWay, most } = workerData as Work
const waiting = new Int32Array(onTheWay)
const encoder = new TextEncoder()

generate(
  settings,
  ({ table, text, rows }) => {
    const bytes = encoder.encode(text)
    for (let held = Atomics.load(waiting, 0); held > most; held = Atomics.load(waiting, 0)) Atomics.wait(waiting, 0, held, 1000)
    Atomics.add(waiting, 0, bytes.byteLength)
    parentPort?.postMessage({ table, bytes, rows } satisfies Message, [bytes.buffer])
  },
  (orders) => parentPort?.postMessage({ orders } satisfies Message),
)
parentPort?.postMessage({ done: true } satisfies Message)
