import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root } from '../db/packages.mjs'

const run = promisify(execFile)

type Found = { rule: { name: string }; from: string; to: string }

/** Checks the `app` folder of a place by our rules. */
async function violations(place: string): Promise<Found[]> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const args = [program, '--config', join(root, 'tests/boundaries.cjs'), '--output-type', 'json', 'app']
  const { stdout } = await run(process.execPath, args, { cwd: place, maxBuffer: 100e6 }).catch(
    (failed) => failed as { stdout: string },
  )
  return (JSON.parse(stdout) as { summary: { violations: Found[] } }).summary.violations
}

/** What must not be, by the rule that forbids it: file, and what it imports. */
const planted: [rule: string, file: string, imports: string][] = [
  ['values layer', 'values/bad.ts', '~/database/tables'],
  ['languages layer', 'languages/bad.ts', '~/features/orders/order'],
  ['ui layer', 'ui/bad.tsx', '~/features/orders/order'],
  ['database layer', 'database/bad.server.ts', '~/access/guards.server'],
  ['integrations layer', 'integrations/bad.server.ts', '~/features/orders/order'],
  ['access layer', 'access/bad.server.ts', '~/features/orders/order'],
  ['work layer', 'work/bad.server.ts', '~/features/orders/order'],
  ['features layer', 'features/orders/bad.ts', '~/routes/portal/orders'],
  ['routes layer', 'routes/portal/bad.tsx', '~/database/tables'],
  ['http knows nothing of the app', 'http/bad.ts', '../values/money'],
  ['the app knows nothing of http', 'features/orders/worse.ts', '~/http/same-site'],
  ['orders uses what is before it', 'features/orders/later.ts', '~/features/shipments/shipment'],
  ['no unknown feature', 'features/surprise/bad.ts', '~/values/money'],
  ['portal routes stand alone', 'routes/portal/worse.tsx', '~/routes/staff/orders'],
  ['only guards make a Scope', 'features/orders/forged.ts', '~/access/scope.server'],
  ['only guards make a Scope', 'routes/portal/forged.tsx', '~/access/scope.server'],
  ['the handle stays below', 'features/orders/raw.ts', '~/database/connection.server'],
  ['the handle stays below', 'routes/portal/raw.tsx', '~/database/connection.server'],
  ['only a scope writes in bulk', 'features/orders/bulk.ts', '~/database/bulk.server'],
  ['Lucia lives in one file', 'access/login.server.ts', 'lucia'],
  ['settings are read by the server', 'ui/settings.ts', '~/env.server'],
  ['values know no framework', 'values/worse.ts', 'react'],
  ['Remix ends at the routes', 'features/orders/http.ts', '@remix-run/node'],
  ['no cycles', 'ui/one.ts', './two'],
  ['everything resolves', 'ui/lost.ts', './nowhere'],
]

const innocent = [
  'values/money.ts',
  'database/tables.ts',
  'database/connection.server.ts',
  'database/bulk.server.ts',
  'access/guards.server.ts',
  'access/scope.server.ts',
  'features/orders/order.ts',
  'features/shipments/shipment.ts',
  'routes/portal/orders.tsx',
  'routes/staff/orders.tsx',
  'http/same-site.ts',
  'env.server.ts',
]

let place = ''
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'boundaries-'))
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(place, 'app', file)), { recursive: true })
    await writeFile(join(place, 'app', file), text)
  }
  for (const file of innocent) await write(file, 'export const fine = 1\n')
  await write('ui/two.ts', "import { fine } from './one'\nexport const two = fine\n")
  for (const [, file, imports] of planted) await write(file, `import * as all from '${imports}'\nexport const fine = all\n`)
  await write('features/orders/allowed.ts', "import type { Scope } from '~/access/scope.server'\nexport type Mine = Scope\n")
  await symlink(join(root, 'node_modules'), join(place, 'node_modules'))
  await writeFile(join(place, 'tsconfig.json'), JSON.stringify({ compilerOptions: { paths: { '~/*': ['./app/*'] } } }))
})
afterAll(() => rm(place, { recursive: true }))

test('the house keeps its own rules', async () => {
  expect((await violations(root)).map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
}, 60_000)

test('each planted violation is found, by the rule that forbids it, and nothing else is', async () => {
  const found = await violations(place)
  const names = found.map(({ rule, from }) => `${rule.name}: ${from.replace('app/', '')}`)
  for (const [rule, file] of planted) expect(names).toContain(`${rule}: ${file}`)
  const guilty = new Set(planted.map(([, file]) => `app/${file}`))
  expect(found.map(({ from }) => from).filter((from) => !guilty.has(from) && from !== 'app/ui/two.ts')).toEqual([])
}, 60_000)

test('no rule is without a planted violation', async () => {
  const { forbidden } = (await import('./boundaries.cjs')).default as { forbidden: { name: string }[] }
  const covered = new Set(planted.map(([rule]) => rule))
  const repeated = / uses what is before it$| routes stand alone$/
  expect(forbidden.map(({ name }) => name).filter((name) => !covered.has(name) && !repeated.test(name))).toEqual([])
})
