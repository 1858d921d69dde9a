import { afterAll, inject } from 'vitest'
import { newTestDatabase } from './database'

/**
 * Runs before each file named `*.db.test.ts`: its own database, which `~/database/connection.server` finds in DATABASE_URL because this
 * is set before the file's imports run.
 */
process.env.DATABASE_URL = await newTestDatabase(inject('testServer'))

afterAll(async () => {
  const { quaysidePool } = globalThis as { quaysidePool?: { end(done: () => void): void } }
  if (quaysidePool) await new Promise<void>((done) => quaysidePool.end(done))
})
