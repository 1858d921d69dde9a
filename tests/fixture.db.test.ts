import { execFile, execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, expect, inject, test } from 'vitest'
import { lines, mayTouch } from './fixture/lines'

const run = promisify(execFile)
const typeChecker = resolve('node_modules/typescript-7/bin/tsc')
// Below node_modules, so that the copy finds the packages.
const copy = 'node_modules/.cache/fixture'
const git = (...words: string[]) => execFileSync('git', words, { encoding: 'utf8' }).split('\n').filter(Boolean)

/** The text with the lines of the fixture, each below the line it names, or at the first of its list. */
function withLines(file: string, text: string): string {
  let changed = text
  for (const { after, add } of lines.filter((one) => one.file === file)) {
    const at = changed.indexOf(after)
    expect([file, after, at >= 0]).toEqual([file, after, true])
    const opens = /= \[/.exec(changed.slice(at))
    const list = after.startsWith('export const') && opens
    const end = list ? at + opens.index + opens[0].length : changed.indexOf('\n', at)
    changed = `${changed.slice(0, end)}\n${add}\n${changed.slice(end).replace(/^\n/, '')}`
  }
  return changed
}

beforeAll(() => {
  rmSync(copy, { recursive: true, force: true })
  const wanted = ['app', 'db', 'tests/support', 'tests/e2e', 'vite.config.ts', 'remix.config.js', 'tsconfig.json', 'package.json']
  const files = git('ls-files', '--cached', '--others', '--exclude-standard', ...wanted)
  for (const file of new Set(files)) {
    mkdirSync(join(copy, dirname(file)), { recursive: true })
    cpSync(file, join(copy, file))
  }
  for (const folder of ['app', 'db']) cpSync(join('tests/fixture', folder), join(copy, folder), { recursive: true })
  mkdirSync(join(copy, 'tests/fixture'), { recursive: true })
  cpSync('tests/fixture/slots.check.ts', join(copy, 'tests/slots.db.test.ts'))
  // Tests of other features know nothing of a new one; what they are made of is compiled with it.
  const config = JSON.parse(readFileSync(join(copy, 'tsconfig.json'), 'utf8')) as { exclude: string[] }
  config.exclude.push('app/**/*.test.ts', 'app/**/*.test.tsx')
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config))
  for (const file of new Set(lines.map((one) => one.file)))
    writeFileSync(join(copy, file), withLines(file, readFileSync(file, 'utf8')))
})

test('the fixture touches only what "How features meet" names', () => {
  const own = git('ls-files', '--cached', '--others', '--exclude-standard', 'tests/fixture/app', 'tests/fixture/db').map((file) =>
    file.replace('tests/fixture/', ''),
  )
  expect([...own, ...lines.map((one) => one.file)].filter((file) => !mayTouch.test(file))).toEqual([])
  // One line each, as promised; importing is not counted.
  expect(lines.filter((one) => !one.add.startsWith('import')).every((one) => !one.add.includes('\n'))).toBe(true)
})

test('with it the tree compiles, and its table, page, timeline kind, palette kind and import entity work', {
  timeout: 600_000,
}, async () => {
  const env = { ...process.env, DATABASE_URL: inject('testServer').url }
  const words = [
    join(process.cwd(), 'node_modules/vitest/vitest.mjs'),
    'run',
    '--project',
    'database',
    'tests/slots.db.test.ts',
    '--root',
    '.',
  ]
  const worked = run(process.execPath, words, { cwd: copy, env }).catch((failed: { stdout: string; stderr: string }) =>
    Promise.reject(new Error(failed.stdout + failed.stderr)),
  )
  await worked
  const compiled = await run(process.execPath, [typeChecker, '--noEmit', '--incremental', 'false', '--checkers', '1'], {
    cwd: copy,
  }).catch((failed: { stdout: string }) => failed)
  expect(compiled.stdout).toBe('')
})
