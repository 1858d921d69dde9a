import { afterAll, afterEach, expect, inject } from 'vitest'
import { newTestDatabase } from './database'

/**
 * Runs before each file named `*.db.test.ts`: its own database, which `~/database/connection.server` finds in DATABASE_URL because this
 * is set before the file's imports run.
 */
process.env.DATABASE_URL = await newTestDatabase(inject('testServer'))

declare module 'vitest' {
  interface TaskMeta {
    /** Of a test that breaks a rule on purpose: it says which, and must leave the rules as it found them. */
    breaksRules?: boolean
  }
}

/** What must always hold is asked after every test that has used the application's own connection. */
afterEach(async ({ task }) => {
  if (!(globalThis as { quaysidePool?: unknown }).quaysidePool || task.meta.breaksRules) return
  const { brokenRules } = await import('./broken-rules')
  expect(await brokenRules()).toEqual([])
})

afterAll(async () => {
  const { quaysidePool } = globalThis as { quaysidePool?: { end(done: () => void): void } }
  if (quaysidePool) await new Promise<void>((done) => quaysidePool.end(done))
})
