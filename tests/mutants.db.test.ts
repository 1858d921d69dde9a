import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject, test } from 'vitest'
import { mutants } from './support/mutants'

const run = promisify(execFile)

/** Runs the access test with one mistake planted, until its first complaint; answers whether it complained. */
async function isNoticed(name: string): Promise<boolean> {
  const env = { ...process.env, DATABASE_URL: inject('testServer').url, MUTANT: name }
  const output = join(tmpdir(), `quayside-mutant-${randomUUID()}.json`)
  const words = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'database', 'tests/access.db.test.ts']
  await run(process.execPath, [...words, '--reporter', 'json', '--outputFile', output], { env }).catch(() => {})
  const report = JSON.parse(readFileSync(output, 'utf8')) as { numFailedTests: number; numTotalTests: number }
  rmSync(output)
  // A run that broke before its tests says nothing about the mutant.
  expect(report.numTotalTests).toBeGreaterThan(1)
  return report.numFailedTests > 0
}

test('every mutant still fits the code it changes', () => {
  for (const { name, file, from } of mutants)
    expect([name, readFileSync(file, 'utf8').search(from instanceof RegExp ? from : escaped(from)) >= 0]).toEqual([name, true])
})
const escaped = (text: string) => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))

test('each mistake turns the access test red', { timeout: 400_000 }, async () => {
  const unnoticed: string[] = []
  const waiting = mutants.map((one) => one.name)
  const worker = async () => {
    for (let name = waiting.shift(); name; name = waiting.shift()) if (!(await isNoticed(name))) unnoticed.push(name)
  }
  await Promise.all([worker(), worker()])
  expect(unnoticed).toEqual([])
})
