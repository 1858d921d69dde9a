import type { Page } from 'playwright/test'
import { axeFindings, expect, picture, sidewaysScroll, test } from './browser'

/** Every page that somebody may open, as one who lives in it. '/…' in a path is the first record of that list. */
const pages: readonly { as: string | null; paths: readonly string[]; absent?: readonly string[]; over?: readonly string[] }[] = [
  {
    as: null,
    paths: ['/sign-in', '/forgot-password', '/dev/ui', '/dev/mail'],
    absent: ['/no-such-page'],
    over: ['/invite/nonsense', '/reset/nonsense'],
  },
  {
    as: 'buyer@customer.example',
    paths: [
      '/portal',
      '/portal/orders',
      '/portal/orders?view=late',
      '/portal/orders?q=nothing-has-this',
      '/portal/orders/…',
      '/portal/orders/views',
      '/portal/shipments',
      '/portal/shipments/…',
      '/portal/account',
      '/portal/search?q=SO',
      '/me',
      '/me/security',
    ],
    absent: ['/portal/orders/SO-0'],
  },
  { as: 'receiver@customer.example', paths: ['/portal/orders/…', '/portal/shipments/…'] },
  { as: 'admin@distributor.example', paths: ['/distributor'] },
  { as: 'admin@supplier.example', paths: ['/supplier'] },
  {
    as: 'admin@staff.example',
    paths: [
      '/staff',
      '/staff/orders',
      '/staff/orders/…',
      '/staff/orders/…/promise',
      '/staff/orders/…/note',
      '/staff/shipments',
      '/staff/shipments/…',
      '/staff/accounts',
      '/staff/accounts/…',
      '/staff/people',
      '/staff/people/…',
      '/staff/people/invite',
      '/staff/people/invite-staff',
      '/staff/search?q=Pump',
      '/staff/jobs',
      '/staff/audit',
    ],
  },
]
const looks = [
  { width: 1280, theme: 'light', language: 'en' },
  { width: 1280, theme: 'dark', language: 'zh-CN' },
  { width: 390, theme: 'dark', language: 'en' },
  { width: 390, theme: 'light', language: 'zh-CN' },
] as const

async function goTo(page: Page, path: string): Promise<number> {
  const [list = '', below] = path.split('/…')
  const answer = await page.goto(list)
  if (below === undefined) return answer?.status() ?? 0
  const first = await page.locator('table.list tbody a.hit').first().getAttribute('href')
  return (await page.goto(`${first}${below}`))?.status() ?? 0
}
const spoken = (path: string) =>
  path
    .replace(/^\//, '')
    .replaceAll(/[^\w…-]+/g, '.')
    .replace('…', 'one') || 'start'

/** What the browser complained about while pages were open. */
function complaintsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`))
  page.on('console', (said) => {
    if (said.type() === 'error' && !/status of (404|410)/.test(said.text())) errors.push(`${page.url()} ${said.text()}`)
  })
  return errors
}

/** What is wrong with one page, in a line each; and a picture of it. */
async function faultsOf(page: Page, path: string, expected: number, name: string): Promise<string[]> {
  const found: string[] = []
  const status = await goTo(page, path)
  await page.waitForLoadState('networkidle')
  if (status !== expected) found.push(`${path} answered ${status}`)
  found.push(...(await axeFindings(page)).map((one) => `${path} ${one}`))
  const sideways = await sidewaysScroll(page)
  if (sideways > 0) found.push(`${path} scrolls sideways by ${sideways} px`)
  await picture(page, `${spoken(path)}-${name}`)
  return found
}

/** Seen in every look so far; the others in the first one, until somebody has looked. */
const seenInEveryLook = ['/portal', '/staff']
const inLook = <T extends string>(paths: readonly T[], look: (typeof looks)[number]) =>
  look === looks[0] ? paths : paths.filter((path) => seenInEveryLook.includes(path))

for (const { as: email, paths, absent = [], over = [] } of pages)
  for (const look of looks)
    test(`${email ?? 'nobody'}'s pages at ${look.width} px, ${look.theme}, ${look.language}`, async ({ as }) => {
      test.setTimeout(180_000)
      const page = await as(email, look)
      if (look.language === 'zh-CN' && email)
        await page.context().addCookies([{ name: 'language', value: 'zh-CN', url: process.env.SITE_ORIGIN ?? '' }])
      const errors = complaintsOf(page)
      const name = `${email?.replace('@', '.').replace('.example', '') ?? 'nobody'}-${look.width}-${look.theme}-${look.language}`
      const found: string[] = []
      for (const path of inLook(paths, look)) found.push(...(await faultsOf(page, path, 200, name)))
      for (const path of inLook(absent, look)) found.push(...(await faultsOf(page, path, 404, name)))
      for (const path of inLook(over, look)) found.push(...(await faultsOf(page, path, 410, name)))
      expect([...found, ...errors]).toEqual([])
    })
