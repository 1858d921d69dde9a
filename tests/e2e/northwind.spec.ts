import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import { Decimal } from 'decimal.js'
import { createConnection } from 'mysql2/promise'
import type { Page } from 'playwright/test'
import { ownSecret } from '../../db/secret.ts'
import { expect, mailTo, test } from './browser'

const root = resolve(import.meta.dirname, '../..')
const folder = resolve(root, '../shared/data/northwind')
const run = promisify(execFile)

type Count = { entity: string; read: number; created: number; updated: number; unchanged: number; refused: number }

/** The real command, on the database of the site. */
async function importNorthwind(): Promise<Count[]> {
  const { stdout } = await run(
    process.execPath,
    ['app/command.ts', 'import', folder, '--mapping', 'tests/support/northwind.mapping.json', '--json'],
    {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        QUAYSIDE_DEMO: 'yes',
        DATABASE_URL: process.env.SITE_DATABASE,
        SECRET: await ownSecret(),
      },
    },
  )
  const said = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { entities: Count[]; refusals: string | null }
  expect(said.refusals).toBeNull()
  return said.entities
}

async function asked<Row>(sql: string): Promise<Row[]> {
  const connection = await createConnection(process.env.SITE_DATABASE ?? '')
  const [rows] = await connection.query(sql)
  await connection.end()
  return rows as Row[]
}
const numberOf = async (sql: string) => Number((await asked<{ n: string }>(sql))[0]?.n)
const come = (entity: string) => `from external_refs r where r.source = 'northwind' and r.entity = '${entity}'`
const numbersOf = async (table: 'orders' | 'shipments', code: string) =>
  (
    await asked<{ number: string }>(
      `select t.number from ${table} t join accounts a on a.id = t.account_id where a.code = '${code}' order by t.id`,
    )
  ).map((row) => row.number)

test.describe('Northwind', () => {
  test.skip(!existsSync(folder), `${folder} is missing`)
  test.describe.configure({ mode: 'serial', timeout: 180_000 })

  test('is imported completely, and a second time changes nothing', async () => {
    const first = Object.fromEntries((await importNorthwind()).map((one) => [one.entity, one]))
    expect(Object.fromEntries(Object.entries(first).map(([entity, one]) => [entity, [one.read, one.refused]]))).toMatchObject({
      accounts: [91 + 29, 0],
      products: [77, 0],
      orders: [830, 0],
      order_lines: [2155, 0],
      shipments: [809, 0],
    })
    expect(
      await numberOf(
        `select count(*) as n from accounts a where a.buys = 1 and a.id in (select r.record_id ${come('accounts')})`,
      ),
    ).toBe(91)
    expect(
      await numberOf(
        `select count(*) as n from accounts a where a.supplies = 1 and a.id in (select r.record_id ${come('accounts')})`,
      ),
    ).toBe(29)
    expect(
      await numberOf(`select sum(l.net) as n from order_lines l where l.order_id in (select r.record_id ${come('orders')})`),
    ).toBe(1265793.29)
    for (const one of await importNorthwind())
      expect([one.entity, one.created, one.updated, one.unchanged, one.refused]).toEqual([one.entity, 0, 0, one.read, 0])
  })

  test('a buyer whom staff invite for QUICK sees what is QUICK’s, and nothing of ERNSH', async ({ as }) => {
    const email = `buyer.${Date.now()}@quick-stop.example`
    const link = await invite(await as('admin@staff.example'), email)
    const page = await as(null)
    await page.goto(link)
    await page.locator('[name=password]').fill('forty two crates of geitost')
    await page.locator('main button.btn-primary').click()
    await page.waitForURL(/\/portal/)

    expect(await listed(page, '/portal/shipments')).toEqual((await numbersOf('shipments', 'QUICK')).toSorted())
    expect(await listed(page, '/portal/orders')).toEqual((await numbersOf('orders', 'QUICK')).toSorted())
    expect(
      sumOf(await textAt(page, '/portal/orders.csv'), 'Total')
        .minus(await freightOf('QUICK'))
        .toFixed(2),
    ).toBe('110277.32')
    const foreign = await numbersOf('shipments', 'ERNSH')
    for (const number of (await numbersOf('orders', 'ERNSH')).slice(0, 3)) await seesNothingOf(page, 'orders', number)
    expect(foreign.length).toBeGreaterThan(25)
    for (const number of foreign.slice(0, 3)) await seesNothingOf(page, 'shipments', number)
    for (const path of askingForErnsh) {
      const found = await textAt(page, path)
      expect([path, found.includes('Ernst Handel'), foreign.filter((one) => found.includes(`shipments/${one}"`))]).toEqual([
        path,
        false,
        [],
      ])
    }
  })
})

/** Staff invite a buyer from the account's page; answers the link that is mailed. */
async function invite(staff: Page, email: string): Promise<string> {
  const since = Date.now() - 2000
  await staff.goto('/staff/accounts/QUICK')
  await staff.locator('main a[href="/staff/people/invite?account=QUICK"]').first().click()
  await staff.locator('[name=email]').fill(email)
  await staff.locator('[name=name]').fill('Horst Kloss')
  await staff.locator('[name=role][value=buyer]').check()
  await staff.locator('main button.btn-primary').click()
  await expect(staff).toHaveURL(/\/staff\/accounts\/QUICK/)
  const mail = await mailTo(email, /./, since)
  return mail.links.find((one) => one.includes('/invite/')) ?? ''
}

/** The numbers that a list names on all its pages, sorted. */
async function listed(page: Page, start: string): Promise<string[]> {
  const shown: string[] = []
  for (let path: string | null = start; path; ) {
    await page.goto(path)
    const links = await page
      .locator('table.list tbody a.hit')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')?.split('/').at(-1)?.split('?')[0] ?? ''))
    shown.push(...links.map(decodeURIComponent))
    const older = page.locator('nav.pager a[rel=next]')
    path = (await older.count()) > 0 ? await older.getAttribute('href') : null
  }
  return shown.toSorted()
}

const textAt = async (page: Page, path: string) => await (await page.request.get(path)).text()

const askingForErnsh = [
  '/portal/orders?account=ERNSH',
  '/portal/orders.data?account=ERNSH',
  '/portal/orders.csv?account=ERNSH',
  '/portal/shipments?account=ERNSH',
  '/portal/shipments.data?account=ERNSH',
  '/portal/search?q=Ernst',
  '/portal/find?q=Ernst+Handel',
  '/portal/account?account=ERNSH',
  '/staff/accounts/ERNSH',
]

/** A record of somebody else is not there, by no address, and no search finds it. */
async function seesNothingOf(page: Page, kind: 'orders' | 'shipments', number: string): Promise<void> {
  const one = encodeURIComponent(number)
  for (const path of [`/portal/${kind}/${one}`, `/portal/${kind}/${one}.data`, `/staff/${kind}/${one}`])
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 404])
  for (const path of [`/portal/${kind}?q=${one}`, `/portal/search?q=${one}`, `/portal/find?q=${one}`])
    expect([path, (await textAt(page, path)).includes(`${kind}/${one}"`)]).toEqual([path, false])
}

/** The sum of a column of a CSV file, exactly. */
function sumOf(csv: string, column: string): Decimal {
  const rows = parse(csv, { columns: true, bom: true }) as Record<string, string>[]
  return rows.reduce((sum, row) => sum.plus(row[column] ?? 0), new Decimal(0))
}

/** What an account's orders cost besides their lines. */
const freightOf = (code: string) =>
  numberOf(
    `select sum(o.total) - sum((select sum(l.net) from order_lines l where l.order_id = o.id)) as n
     from orders o join accounts a on a.id = o.account_id where a.code = '${code}'`,
  )
