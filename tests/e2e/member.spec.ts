import { expect, hydrated, mailTo, password, sidewaysScroll, test } from './browser'

const numberOf = (href: string | null) => href?.split('/').at(-1)?.split('?')[0] ?? ''

test('a buyer finds an order by PO number and follows its shipment', async ({ as }) => {
  const page = await as('buyer@customer.example')
  await page.goto('/portal/orders')
  const first = page.locator('table.list tbody tr').first()
  const number = numberOf(await first.locator('a.hit').getAttribute('href'))
  const po = ((await first.locator('td').nth(1).textContent()) ?? '').trim()
  await page.locator('input[data-search]').fill(po)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/q=/)
  await expect(page.locator('a.hit', { hasText: number })).toBeVisible()
  await page.locator('a.hit', { hasText: number }).click()
  await expect(page.locator('h1')).toContainText(number)
  await page.goto('/portal/shipments')
  await page.locator('table.list tbody a.hit').first().click()
  await expect(page).toHaveURL(/\/portal\/shipments\/.+/)
  await expect(page.locator('main svg').first()).toBeVisible()
})

test('on a phone the map of a shipment has in its middle where that is', async ({ as }) => {
  const page = await as('buyer@customer.example', { width: 390 })
  await page.goto('/portal/shipments/SH-90377')
  const middle = async () => {
    const box = await page.locator('.map-frame .map-ring').boundingBox()
    return box ? Math.round(box.x + box.width / 2) : 0
  }
  await expect.poll(middle).toBe(195)
})

test('on a phone the long name of a saved view breaks, and nothing scrolls sideways', async ({ as }) => {
  const page = await as('viewer@customer.example', { width: 390 })
  const name = 'Wochenbestellungen'.repeat(4).slice(0, 60)
  await page.goto('/portal/orders/views?status=delivered')
  await page.locator('input[name="name"]').fill(name)
  await page
    .locator('form', { has: page.locator('input[value="save"]') })
    .locator('button[type="submit"]')
    .click()
  await expect(page).toHaveURL(/\/portal\/orders\?/)
  expect(await sidewaysScroll(page)).toBe(0)
  await page.goto('/portal/orders/views')
  await expect(page.getByRole('link', { name })).toBeVisible()
  expect(await sidewaysScroll(page)).toBe(0)
  await page.locator(`button[value="${name}"]`).click()
  await expect(page).toHaveURL(/\/portal\/orders$/)
})

test('the palette finds an order by its number, with the keyboard alone', async ({ as }) => {
  const page = await as('buyer@customer.example')
  await page.goto('/portal/orders')
  const number = numberOf(await page.locator('table.list tbody a.hit').first().getAttribute('href'))
  await hydrated(page)
  await expect(async () => {
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox')).toBeVisible({ timeout: 5000 })
  }).toPass()
  await page.getByRole('combobox').fill(number)
  await expect(page.getByRole('option', { name: new RegExp(number) }).first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/portal/orders/${number}`))
})

test('the CSV holds exactly the filtered list, and pages do not overlap', async ({ as }) => {
  const page = await as('buyer@customer.example')
  await page.goto('/portal/orders?status=delivered')
  const shown: string[] = []
  for (;;) {
    shown.push(
      ...(await page
        .locator('table.list tbody a.hit')
        .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.split('/').at(-1) ?? ''))),
    )
    const next = page.locator('nav.pager a[rel=next]')
    if ((await next.count()) === 0) break
    await page.goto((await next.getAttribute('href')) ?? '')
  }
  expect(new Set(shown).size).toBe(shown.length)
  const href = await page.locator('a[download]').first().getAttribute('href')
  const csv = await page.request.get(href ?? '')
  const lines = (await csv.text()).split(/\r?\n/)
  expect(shown.length).toBeGreaterThan(25)
  for (const number of shown.map((one) => one.split('?')[0] ?? ''))
    expect(lines.filter((line) => line.includes(number)).length).toBeGreaterThan(0)
})

test('goods in sees no prices: not on the page, not in data, not in the export', async ({ as }) => {
  const buyer = await as('buyer@customer.example')
  await buyer.goto('/portal/orders')
  const row = buyer.locator('table.list tbody tr').first()
  const href = (await row.locator('a.hit').getAttribute('href')) ?? ''
  const total = ((await row.locator('td.num').last().textContent()) ?? '').replace(/[^\d.,]/g, '')
  expect(total).toMatch(/\d/)
  const page = await as('receiver@customer.example')
  for (const path of [
    '/portal/orders',
    href,
    `${href.split('?')[0]}.data`,
    '/portal/orders.data',
    '/portal/orders.csv',
    '/portal/shipments',
    '/portal/shipments.data',
    '/portal',
    '/portal.data',
  ]) {
    const answer = await page.request.get(path)
    const text = await answer.text()
    expect([path, answer.status()]).toEqual([path, 200])
    expect([path, text.includes(total), text.includes(total.replaceAll(',', ''))]).toEqual([path, false, false])
  }
})

test('without JavaScript one can sign in, search, open and sign out', async ({ as }) => {
  const page = await as(null, { javaScript: false })
  await page.goto('/portal/orders')
  await expect(page).toHaveURL(/\/sign-in\?next=/)
  await page.locator('[name=email]').fill('viewer@customer.example')
  await page.locator('[name=password]').fill(password)
  await page.locator('main button.btn-primary').click()
  await expect(page).toHaveURL(/\/portal\/orders/)
  const number = numberOf(await page.locator('table.list tbody a.hit').first().getAttribute('href'))
  await page.locator('input[data-search]').fill(number)
  await page.locator('input[data-search]').press('Enter')
  await page.locator('a.hit', { hasText: number }).click()
  await expect(page.locator('h1')).toContainText(number)
  await page
    .locator('form[action="/sign-out"] button')
    .first()
    .evaluate((button: HTMLButtonElement) => button.form?.requestSubmit())
  await expect(page).toHaveURL(/sign-in/)
})

test('language and theme are chosen once and stay', async ({ as }) => {
  const page = await as('viewer@customer.example')
  await page.goto('/portal/orders')
  await page.locator('[data-language]').first().click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.locator('h1')).toHaveText('订单')
  await page.locator('[data-theme-switch]').click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.locator('[data-language]').first().click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('a forgotten password is set anew through the mail, once', async ({ as, browser }) => {
  const page = await as(null)
  const since = Date.now() - 2000
  await page.goto('/forgot-password')
  await page.locator('[name=email]').fill('approver@customer.example')
  await page.locator('main button.btn-primary').click()
  const mail = await mailTo('approver@customer.example', /./, since)
  const link = mail.links.find((one) => one.includes('/reset/')) ?? ''
  await page.goto(link)
  await page.locator('[name=password]').fill('a quay by the grey water')
  await page.locator('main button.btn-primary').click()
  await page.waitForURL((url) => !url.pathname.startsWith('/reset'))
  const again = await (await browser.newContext()).newPage()
  await again.goto(link)
  await expect(again.locator('input[name=password]')).toHaveCount(0)
})
