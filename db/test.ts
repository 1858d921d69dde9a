import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild } from './build.ts'
import { localServer } from './local-server.ts'
import { root } from './packages.mjs'
import { elapsed, explain, Stop, say, step } from './progress.mjs'

/** The part of `npm test` that needs the packages. Every step runs, whatever the others found; the findings are shown at the end. */
const findings: string[] = []

const check = (name: string, command: string, args: string[], summary?: RegExp) =>
  step(name, async (note) => {
    const { code, output } = await outputOf(command, args)
    if (code === 0) return note(summary?.exec(output)?.[1]?.trim() ?? '')
    findings.push(`──── ${name}: ${command} ${args.join(' ')}\n\n${output}`)
    throw new Stop(name)
  }).catch((error) => {
    if (!(error instanceof Stop)) throw error
  })

const outputOf = (command: string, args: string[]) =>
  new Promise<{ code: number | null; output: string }>((resolve, reject) => {
    const child = spawn(join(root, 'node_modules', '.bin', command), args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, NO_COLOR: '1', CI: '1' },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output }))
  })

/** TypeScript 7 beside 5.9, whose library the tests and other packages read sources with; both call their program `tsc`. */
const typeChecker = '../typescript-7/bin/tsc'

const passed = /Tests\s+(.*)/

const build = () =>
  step('build', async (note) => note((await ensureBuild()) ? 'made' : 'up to date')).catch((error) => {
    findings.push(`──── build\n\n${error instanceof Error ? error.message : error}`)
  })

const report = () => {
  if (findings.length > 0) {
    process.exitCode = 1
    say(`\n${findings.join('\n\n')}`)
  }
  say(process.exitCode ? `\nfailed after ${elapsed()}` : `\nall passed after ${elapsed()}`)
}

// Whoever ends it early still wants to know what was found.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.exitCode = 130
    report()
    process.exit()
  })
}

try {
  const server = process.env.DATABASE_URL ? undefined : await step('server', () => localServer())
  // Two cores: the types take one for as long as the other one builds, reads the sources and runs the tests of rules.
  await Promise.all([
    check('types', typeChecker, ['--noEmit', '--checkers', '1']),
    (async () => {
      await build()
      await check('lint', 'biome', ['ci', '--colors=off'], /(Checked \d+ files)/)
      await check(
        'boundaries',
        'depcruise',
        ['--config', 'tests/boundaries.cjs', 'app'],
        /\((\d+ modules, \d+ dependencies) cruised\)/,
      )
      await check('unit tests', 'vitest', ['run', '--project', 'unit'], passed)
    })(),
  ])
  await check('db tests', 'vitest', ['run', '--project', 'database'], passed)
  await check('e2e tests', 'playwright', ['test', '--config', 'tests/e2e/playwright.config.ts'], /(\d+ passed)/)
  await server?.release()
} catch (error) {
  explain(error)
}
report()
