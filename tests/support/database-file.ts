import { afterAll, expect, inject } from 'vitest'
import type { StaffAbility } from '~/access/abilities'
import { newTestDatabase } from './database'
import { brokenOnPurpose } from './invariants'

/**
 * Runs before each file named `*.db.test.ts`: its own database, which `~/database/connection.server` finds in DATABASE_URL because this
 * is set before the file's imports run. After it the rules that must always hold are checked on what the file has left.
 */
process.env.DATABASE_URL = await newTestDatabase(inject('testServer'))

const pool = () => (globalThis as { quaysidePool?: { end(done: () => void): void } }).quaysidePool

afterAll(async () => {
  // A file that never came near the application's tables has nothing to check.
  if (!pool()) return
  const { brokenInvariants } = await import('~/features/invariants.server')
  const { invariants } = await import('~/features/registry.server')
  const { systemScope } = await import('~/access/scope.server')
  const broken = await brokenInvariants(systemScope<StaffAbility>([]), invariants)
  await new Promise<void>((done) => pool()?.end(done))
  expect(broken.filter(({ name }) => !brokenOnPurpose(name))).toEqual([])
})
