import type { Page } from 'playwright/test'
import { axeFindings, expect, picture, sidewaysScroll, test } from './browser'

/** Every page that somebody may open, as one who lives in it. A path ending in '/…' is the first record of that list. */
const pages: readonly { as: string | null; paths: readonly string[] }[] = [
  {
    as: null,
    paths: ['/', '/sign-in', '/forgot-password', '/invite/nonsense', '/reset/nonsense', '/no-such-page', '/dev/ui', '/dev/mail'],
  },
  {
    as: 'buyer@customer.example',
    paths: [
      '/portal',
      '/portal/orders',
      '/portal/orders?late=1',
      '/portal/orders?q=nothing-has-this',
      '/portal/orders/…',
      '/portal/shipments',
      '/portal/shipments/…',
      '/portal/account',
      '/portal/search?q=SO',
      '/me',
      '/portal/orders/SO-0',
    ],
  },
  { as: 'receiver@customer.example', paths: ['/portal/orders/…'] },
  { as: 'admin@distributor.example', paths: ['/distributor'] },
  { as: 'admin@supplier.example', paths: ['/supplier'] },
  {
    as: 'admin@staff.example',
    paths: [
      '/staff',
      '/staff/orders',
      '/staff/orders/…',
      '/staff/shipments',
      '/staff/shipments/…',
      '/staff/accounts',
      '/staff/accounts/…',
      '/staff/people',
      '/staff/people/invite',
      '/staff/imports',
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

async function goTo(page: Page, path: string) {
  await page.goto(path.replace('/…', ''))
  if (!path.endsWith('/…')) return
  const first = await page.locator('table.list tbody a.hit').first().getAttribute('href')
  await page.goto(first ?? '/')
}
const spoken = (path: string) =>
  path
    .replace(/^\//, '')
    .replaceAll(/[^\w…-]+/g, '.')
    .replace('…', 'one') || 'start'

for (const { as: email, paths } of pages)
  for (const look of looks)
    test(`${email ?? 'nobody'}'s pages at ${look.width} px, ${look.theme}, ${look.language}`, async ({ as }) => {
      test.setTimeout(180_000)
      const page = await as(email, look)
      if (look.language === 'zh-CN' && email)
        await page.context().addCookies([{ name: 'language', value: 'zh-CN', url: process.env.SITE_ORIGIN ?? '' }])
      const errors: string[] = []
      page.on('pageerror', (error) => errors.push(`${page.url()} ${error.message}`))
      page.on('console', (said) => {
        if (said.type() === 'error' && !/status of 404/.test(said.text())) errors.push(`${page.url()} ${said.text()}`)
      })
      const found: string[] = []
      for (const path of paths) {
        await goTo(page, path)
        await page.waitForLoadState('networkidle')
        found.push(...(await axeFindings(page)).map((one) => `${path} ${one}`))
        const sideways = await sidewaysScroll(page)
        if (sideways > 0) found.push(`${path} scrolls sideways by ${sideways} px`)
        await picture(page, `${spoken(path)}-${email?.split('@')[0] ?? 'nobody'}-${look.width}-${look.theme}-${look.language}`)
      }
      expect([...found, ...errors]).toEqual([])
    })

test('nothing scrolls sideways on the narrowest phone', async ({ as }) => {
  const page = await as('buyer@customer.example', { width: 360 })
  for (const path of [
    '/portal',
    '/portal/orders',
    '/portal/orders/…',
    '/portal/shipments',
    '/portal/shipments/…',
    '/portal/account',
  ]) {
    await goTo(page, path)
    expect([path, await sidewaysScroll(page)]).toEqual([path, 0])
  }
})
