import type { Page } from 'playwright/test'
import sharp from 'sharp'
import { axeFindings, expect, hydrated, scene, sidewaysScroll, test } from './browser'

const phone = { width: 390 }
const primary = 'main button.btn-primary'

/** The page as one may look at it: nothing that axe finds, nothing that scrolls sideways. */
async function look(page: Page, name: string): Promise<void> {
  expect(await axeFindings(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  await scene(page, name)
}

test('a supplier proposes on the phone, staff decide field by field, a rise by two, and the supplier reads why', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const supplier = await as('catalog@supplier.example', phone)
  await supplier.goto('/supplier/catalog?q=KC-FTE')
  await look(supplier, 'supply-catalog-phone')
  await supplier.locator('table.list tbody a.hit').nth(3).click()
  await look(supplier, 'supply-item-phone')
  await supplier.locator('main a[href*="/propose"]').click()
  const title = `Tee, forged ${Date.now()}`
  const before = await supplier.locator('[name=title_en]').inputValue()
  await supplier.locator('[name=title_en]').fill(title)
  await supplier.locator('[name=lead_time_days]').fill(String(84 + (Date.now() % 200)))
  await supplier.locator('[name=price]').fill('99999')
  await supplier.locator('[name=valid_from]').fill('2020-01-01')
  await supplier.locator(primary).click()
  await expect(supplier.locator('main .error-summary')).toBeVisible()
  await expect(supplier.locator('[name=title_en]')).toHaveValue(title)
  await look(supplier, 'supply-propose-phone')
  await supplier.locator('[name=valid_from]').fill('')
  const drawn = sharp({ create: { width: 64, height: 48, channels: 3, background: '#0a7d86' } })
  const image = { name: 'tee.png', mimeType: 'image/png', buffer: await drawn.png().toBuffer() }
  await supplier.locator('[name=image]').setInputFiles(image)
  await supplier.locator(primary).dblclick()
  await expect(supplier).toHaveURL(/done=submitted/)
  await look(supplier, 'supply-proposal-phone')
  const number = decodeURIComponent(new URL(supplier.url()).pathname.split('/').at(-1) ?? '')

  const first = await as('catalog@staff.example')
  await first.goto(`/staff/moderation/proposals/${number}`)
  // The live one, where there is one, stands before it.
  await expect(first.locator('main .diff img').last()).toHaveJSProperty('naturalWidth', 64)
  await look(first, 'supply-moderation')
  await first.locator('[name="fields[0].decision"][value=approved]').check()
  await first.locator('[name="fields[1].decision"][value=refused]').check()
  await first.locator('[name="fields[2].decision"][value=approved]').check()
  await first.locator('[name="fields[3].decision"][value=approved]').check()
  await first.locator(primary).click()
  await expect(first.locator('main .error-summary')).toBeVisible()
  const reason = `The contract says 42 days ${Date.now()}`
  await first.locator('[name="fields[1].reason"]').fill(reason)
  await first.locator(primary).click()
  await expect(first).toHaveURL(/decided=3&waiting=1/)
  await expect(first.locator('[name="fields[0].decision"][value=approved]')).toBeDisabled()

  const second = await as('manager@staff.example')
  await second.goto(`/staff/moderation/proposals/${number}`)
  await second.locator('[name="fields[0].decision"][value=approved]').check()
  await second.locator(primary).click()
  await expect(second).toHaveURL(/decided=1/)
  await look(second, 'supply-moderation-done')

  await supplier.goto(`/supplier/proposals/${number}`)
  await expect(supplier.getByText(reason, { exact: true })).toBeVisible()
  await expect(supplier.locator('main')).not.toContainText('Zhou')
  await supplier.goto(`/supplier/catalog?q=${encodeURIComponent(title)}`)
  await expect(supplier.locator('table.list tbody a.hit')).toHaveCount(1)
  await supplier.locator('table.list tbody a.hit').click()
  await expect(supplier.locator('main img')).toHaveJSProperty('naturalWidth', 64)
  await look(supplier, 'supply-item-picture-phone')
  expect(title).not.toBe(before)
  await expect(async () => {
    await supplier.goto('/dev/mail')
    await expect(supplier.getByText(number).first()).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
})

test('a full load that leaves out too much waits until somebody says how much', async ({ as }) => {
  const supplier = await as('admin@supplier.example', phone)
  await supplier.goto('/supplier/proposals?state=draft')
  await supplier.locator('table.list tbody a.hit').first().click()
  const missing = supplier.locator('[name=missing]')
  await expect(missing).toBeVisible()
  await look(supplier, 'supply-held-phone')
  await missing.fill('1')
  await supplier.locator(primary).click()
  await expect(supplier.locator('main .error-summary')).toBeVisible()
  await missing.fill('5')
  await supplier.locator(primary).click()
  await expect(supplier).toHaveURL(/done=submitted/)
})

test('a supplier answers a purchase order on the phone: split, back-ordered and refused; the host accepts, and both read what holds', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const supplier = await as('catalog@supplier.example', phone)
  // A row of tabs wider than the phone shows the current one.
  await supplier.goto('/supplier/purchase-orders?state=waiting')
  await expect(supplier.locator('.tabs > [aria-current]')).toBeInViewport({ ratio: 1 })
  await supplier.goto('/supplier/purchase-orders?state=open')
  await look(supplier, 'purchase-orders-phone')
  // Of a cancelled one nothing can be answered, so nobody is led to fill in a form.
  await supplier.goto('/supplier/purchase-orders/PU-4500143/answer')
  await expect(supplier).toHaveURL(/\/PU-4500143$/)
  await supplier.goto('/supplier/purchase-orders?state=open')
  await supplier.locator('table.list tbody a.hit').first().click()
  await look(supplier, 'purchase-order-open-phone')
  await supplier.locator('main a[href*="/answer"]').click()
  const first = (name: string) => supplier.locator(`[name="lines[0].${name}"]`)
  await expect(first('parts[0].quantity')).toBeHidden()
  await first('how').and(supplier.locator('[value=otherwise]')).check()
  await supplier.locator('[name="lines[1].how"][value=as_ordered]').check()
  await first('parts[0].quantity').fill('60')
  await supplier.locator('main form summary').first().click()
  await first('parts[1].quantity').fill('30')
  await first('parts[1].due_on').fill('2020-01-31')
  await first('parts[1].kind').selectOption('backordered')
  await supplier.locator('main form summary').nth(1).click()
  await first('refused').fill('10')
  const reason = `The mould is worn ${Date.now()}`
  await first('reason').fill(reason)
  await supplier.locator(primary).click()
  await expect(supplier.locator('main .error-summary')).toBeVisible()
  await expect(first('reason')).toHaveValue(reason)
  await look(supplier, 'purchase-answer-phone')
  await first('parts[1].due_on').fill(new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10))
  await supplier.locator(primary).dblclick()
  await expect(supplier).toHaveURL(/done=waiting/)
  await expect(supplier.locator('main a[href*="/answer"]')).toHaveCount(0)
  await look(supplier, 'purchase-order-waiting-phone')
  const number = decodeURIComponent(new URL(supplier.url()).pathname.split('/').at(-1) ?? '')

  const host = await as('catalog@staff.example')
  await host.goto('/staff/purchase-orders')
  await look(host, 'purchase-orders-staff')
  await host.goto(`/staff/purchase-orders?q=${number}`)
  await host.locator('table.list tbody a.hit').first().click()
  await expect(host.locator('main')).toContainText(reason)
  await look(host, 'purchase-order-staff')
  await host.locator('[name=decision][value=reject]').check()
  await host.locator(primary).click()
  await expect(host.locator('main .error-summary')).toBeVisible()
  await host.locator('[name=decision][value=accept]').check()
  await host.locator(primary).click()
  await expect(host).toHaveURL(/done=accepted/)

  await supplier.goto(`/supplier/purchase-orders/${number}`)
  await expect(supplier.locator('main')).not.toContainText('Zhou')
  await expect(supplier.locator('main a[href*="/answer"]')).toHaveCount(1)
  await look(supplier, 'purchase-order-accepted-phone')
  await expect(async () => {
    await supplier.goto('/dev/mail')
    await expect(supplier.getByText(number).first()).toBeVisible({ timeout: 2000 })
  }).toPass({ timeout: 20_000 })
})

test('a file of changes brings its pictures, and staff find the item, its history and its purchase orders', async ({ as }) => {
  test.setTimeout(120_000)
  const supplier = await as('catalog@supplier.example')
  await supplier.goto('/supplier/catalog')
  const sku = ((await supplier.locator('table.list tbody tr').nth(5).locator('a.hit').textContent()) ?? '').trim()
  await supplier.goto('/supplier/proposals/upload')
  const red = Math.floor(Math.random() * 255)
  const drawn = sharp({ create: { width: 60, height: 40, channels: 3, background: { r: red, g: 90, b: 90 } } })
  const file = {
    name: 'changes.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`sku,image\n${sku},part.png\n${sku}x,gone.png\n`),
  }
  await supplier.locator('[name=file]').setInputFiles(file)
  await supplier.locator('[name=pictures]').setInputFiles([
    { name: 'part.png', mimeType: 'image/png', buffer: await drawn.png().toBuffer() },
    { name: 'other.png', mimeType: 'image/png', buffer: await drawn.png().toBuffer() },
  ])
  await look(supplier, 'supply-upload')
  await supplier.locator(primary).click()
  await expect(supplier).toHaveURL(/done=draft/)
  await expect(supplier.locator('main .diff img')).toHaveJSProperty('naturalWidth', 60)
  await expect(supplier.locator('main')).toContainText('other.png')
  await look(supplier, 'supply-upload-draft')

  const staff = await as('agent@staff.example')
  await staff.goto(`/staff/search?q=${encodeURIComponent(sku)}`)
  await staff.locator('main a[href*="/staff/catalog/"]').first().click()
  await expect(staff.locator('h1')).toHaveText(sku)
  await look(staff, 'staff-catalog-item')
  await staff.goto('/staff/catalog?q=valve')
  await look(staff, 'staff-catalog')
})

test('the rail holds only pages that open, whichever audience one is', async ({ as }) => {
  for (const [who, start] of [
    ['catalog@supplier.example', '/supplier'],
    ['catalog@supplier.example', '/me'],
    ['receiver@customer.example', '/portal'],
    ['agent@staff.example', '/staff'],
    ['agent@staff.example', '/me'],
  ] as const) {
    const page = await as(who)
    await page.goto(start)
    const pages = await page.locator('.rail li a').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(pages.length).toBeGreaterThan(1)
    for (const href of pages) expect([href, (await page.request.get(href)).status()]).toEqual([href, 200])
  }
})

test('a picture that is too large is told before it is sent, and nothing that was typed is lost', async ({ as }) => {
  const supplier = await as('catalog@supplier.example', phone)
  await supplier.goto('/supplier/catalog/KC-FS-020-B/propose')
  await hydrated(supplier)
  await supplier.locator('[name=note]').fill('The new mould')
  const picture = { name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(12 * 1_048_576) }
  await supplier.locator('[name=image]').setInputFiles(picture)
  await expect(supplier.getByText('“large.png” is larger than 10 MB. Choose a smaller file.')).toBeVisible()
  const sent: string[] = []
  supplier.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await supplier.locator('main form button.btn-primary').last().click()
  await expect(supplier.locator('[name=image]')).toBeFocused()
  await expect(supplier.locator('[name=note]')).toHaveValue('The new mould')
  expect(sent).toEqual([])
  // Without scripts the page says where one went wrong, and the browser keeps what was typed for who goes back.
  const plain = await as('catalog@supplier.example', { ...phone, javaScript: false })
  await plain.goto('/supplier/catalog/KC-FS-020-B/propose')
  await plain.locator('[name=image]').setInputFiles(picture)
  await plain.locator('main form button.btn-primary').last().click()
  await expect(plain.getByText('This is too large')).toBeVisible()
})
