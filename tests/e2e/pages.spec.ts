import type { Page } from 'playwright/test'
import type { Rules } from './browser'
import { axeFindings, expect, hydrated, picture, sidewaysScroll, test } from './browser'

type Pages = { as: string | null; paths: readonly string[]; absent?: readonly string[]; over?: readonly string[] }

/**
 * Every page that somebody may open, as one who lives in it. A '/…' in a path is the first record of the list before it; a '→' the
 * first link of that page whose address ends so.
 */
const pages: readonly Pages[] = [
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
      '/portal/orders/SO-48102',
      '/portal/orders/views',
      '/portal/shipments',
      '/portal/shipments/…',
      '/portal/shipments/SH-90377',
      '/portal/shipments/views',
      '/portal/invoices',
      '/portal/invoices/…',
      '/portal/statement',
      '/portal/contracts',
      '/portal/contracts/…',
      '/portal/contracts/calendar',
      '/portal/requests',
      '/portal/requests/…',
      '/portal/requests/new',
      '/portal/account',
      '/portal/search?q=SO',
      '/me',
      '/me/security',
    ],
    absent: ['/portal/orders/SO-0', '/portal/no-such-page', '/me/no-such-page'],
  },
  { as: 'finance@customer.example', paths: ['/portal/invoices', '/portal/pay'] },
  { as: 'receiver@customer.example', paths: ['/portal/orders/…', '/portal/shipments/…'] },
  {
    as: 'admin@distributor.example',
    paths: [
      '/distributor',
      '/distributor/programmes',
      '/distributor/programmes?view=disputed&q=nothing-has-this',
      '/distributor/search?q=gold',
      '/distributor/served',
      '/distributor/programmes → /programmes/',
    ],
    absent: ['/distributor/no-such-page'],
  },
  {
    as: 'admin@supplier.example',
    paths: [
      '/supplier',
      '/supplier/catalog',
      '/supplier/catalog/…',
      '/supplier/catalog/…/propose',
      '/supplier/proposals',
      '/supplier/proposals/upload',
      '/supplier/proposals/…',
      '/supplier/search?q=PU-45',
      '/supplier/purchase-orders',
      '/supplier/purchase-orders?state=waiting',
      '/supplier/purchase-orders?q=nothing-has-this',
      '/supplier/purchase-orders/…',
      '/supplier/purchase-orders/…/answer',
    ],
    absent: ['/supplier/no-such-page', '/supplier/catalog/nothing', '/supplier/purchase-orders/nothing'],
  },
  { as: 'catalog@supplier.example', paths: ['/supplier', '/portal', '/portal/account'] },
  {
    as: 'admin@staff.example',
    paths: [
      '/staff',
      '/staff/orders',
      '/staff/orders/…',
      '/staff/orders/views',
      '/staff/orders/…/promise',
      '/staff/orders/…/note',
      '/staff/shipments',
      '/staff/shipments/…',
      '/staff/shipments/SH-90377 → /events/',
      '/staff/shipments/views',
      '/staff/shipments/…/events',
      '/staff/shipments/…/proof',
      '/staff/shipments/…/note',
      '/staff/invoices',
      '/staff/invoices/…',
      '/staff/invoices/…/payment',
      '/staff/payments',
      '/staff/payments?view=all',
      '/staff/statement',
      '/staff/contracts',
      '/staff/contracts?view=incomplete/…',
      '/staff/contracts?view=incomplete/…/complete',
      '/staff/requests',
      '/staff/requests/…',
      '/staff/accounts',
      '/staff/accounts/…',
      '/staff/accounts/BRACKWATER-RTM',
      '/staff/programmes',
      '/staff/programmes/new',
      '/staff/programmes/GOLD',
      '/staff/programmes/GOLD/version',
      '/staff/programmes/GOLD/agreement',
      '/staff/programmes/GOLD/agreement/TIDEWELL',
      '/staff/programmes/GOLD/simulation',
    ],
    absent: ['/staff/orders/SO-0', '/staff/no-such-page'],
  },
  {
    as: 'admin@staff.example',
    paths: [
      '/staff/moderation',
      '/staff/moderation?state=all',
      '/staff/moderation/…',
      '/staff/moderation/ratings',
      '/staff/catalog',
      '/staff/catalog/…',
      '/staff/catalog?q=nothing-has-this',
      '/staff/purchase-orders',
      '/staff/purchase-orders?state=all',
      '/staff/purchase-orders/…',
      '/staff/moderation/ratings?state=approved/…',
      '/staff/people',
      '/staff/people/…',
      '/staff/people?view=members',
      '/staff/people?q=buyer%40customer.example/… → /role',
      '/staff/people?view=invited/… → /invitation',
      '/staff/people/invite',
      '/staff/people/invite-staff',
      '/staff/imports',
      '/staff/imports/…',
      '/staff/imports/clashes',
      '/staff/imports/clashes?state=kept',
      '/staff/search?q=Pump',
      '/staff/jobs',
      '/staff/jobs?state=done',
      '/staff/audit',
    ],
  },
]

/**
 * The looks that one page load is given: each language in both themes, English on a desk and Chinese on a phone, where what depends on
 * the words and on the layout is asked once, and the colours in both themes.
 */
const looks: Record<'en' | 'zh-CN', readonly { width: number; theme: 'light' | 'dark'; rules: Rules }[]> = {
  en: [
    { width: 1280, theme: 'light', rules: 'all' },
    { width: 1280, theme: 'dark', rules: 'colours' },
  ],
  'zh-CN': [
    { width: 390, theme: 'light', rules: 'all' },
    { width: 390, theme: 'dark', rules: 'colours' },
  ],
}
type Language = keyof typeof looks
/** Widths at which only the layout is asked for: what fits 360 fits 390, too, which only pictures are taken of besides. */
const otherwise = process.env.PICTURES ? { en: [768, 390, 360], 'zh-CN': [1280, 360] } : { en: [768, 360], 'zh-CN': [1280] }
const languages: readonly Language[] = ['en', 'zh-CN']

/** The first record of a list, as somebody sees it: found once for each of them, since many pages are below one. */
const firsts = new Map<string, string>()
async function firstOf(page: Page, list: string): Promise<string> {
  const session = (await page.context().cookies()).find(({ name }) => name.endsWith('qs'))?.value ?? ''
  const known = firsts.get(`${session} ${list}`)
  if (known) return known
  await page.goto(list)
  const first = (await page.locator('table.list tbody a.hit').first().getAttribute('href')) ?? 'about:blank'
  firsts.set(`${session} ${list}`, first)
  return first
}

async function goTo(page: Page, path: string): Promise<number> {
  const [place = '', link] = path.split(' → ')
  const [list = '', below] = place.split('/…')
  let answer = await page.goto(below === undefined ? list : `${await firstOf(page, list)}${below}`)
  if (link) {
    const href = await page.locator(`main a[href*="${link}"]`).first().getAttribute('href')
    answer = await page.goto(href ?? 'about:blank')
  }
  return answer?.status() ?? 0
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

/** What is wrong with one page in every look, in a line each; with PICTURES set also a picture of each. */
async function faultsOf(page: Page, language: Language, path: string, expected: number): Promise<string[]> {
  const found: string[] = []
  await page.setViewportSize({ width: 1280, height: 900 })
  const status = await goTo(page, path)
  await hydrated(page)
  if (status !== expected) found.push(`${path} answered ${status}`)
  const sideways = async (width: number) => {
    const pixels = await sidewaysScroll(page)
    if (pixels > 0) found.push(`${path} at ${width} px scrolls sideways by ${pixels} px`)
  }
  for (const { theme, width, rules } of looks[language]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width, height: 900 })
    found.push(...(await axeFindings(page, rules)).map((one) => `${path} at ${width} px, ${theme}: ${one}`))
    if (theme === 'light') await sideways(width)
    if (process.env.PICTURES) await picture(page, `${spoken(path)}-${width}-${theme}-${language}`)
  }
  for (const width of otherwise[language]) {
    await page.setViewportSize({ width, height: 900 })
    await sideways(width)
    if (process.env.PICTURES) await picture(page, `${spoken(path)}-${width}-dark-${language}`)
  }
  return found
}

for (const [index, { as: email, paths, absent = [], over = [] }] of pages.entries())
  for (const language of languages)
    test(`${email ?? 'nobody'}'s pages in ${language}, part ${index + 1}`, async ({ as }) => {
      test.setTimeout(600_000)
      const page = await as(email, { language })
      const errors = complaintsOf(page)
      const found: string[] = []
      for (const path of paths) found.push(...(await faultsOf(page, language, path, 200)))
      for (const path of absent) found.push(...(await faultsOf(page, language, path, 404)))
      for (const path of over) found.push(...(await faultsOf(page, language, path, 410)))
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect([...found, ...errors]).toEqual([])
    })
