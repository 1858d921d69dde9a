import { readFile } from 'node:fs/promises'
import { readPdf } from '../support/pdf.ts'
import { expect, scene, sidewaysScroll, test } from './browser'

// An invoice from both sides: the customer's finance pays one by phone, staff book a transfer on another.

test('finance pays an invoice on the phone, at a page that says it is a test, and finds it settled', async ({ as }) => {
  const page = await as('finance@customer.example', { width: 390 })
  await page.goto('/portal/pay')
  await page.getByRole('button', { name: 'Continue' }).first().click()
  await expect(page.getByText('Choose at least one invoice.')).toBeVisible()
  await page.goto('/portal/invoices')
  const number = (await page.locator('table.list tbody a.hit').first().textContent())?.trim() ?? ''
  await page.goto(`/portal/invoices/${number}`)
  await page.getByRole('link', { name: /^Pay EUR/ }).click()
  await expect(page.getByText('This is a test payment')).toBeVisible()
  expect(await sidewaysScroll(page)).toBe(0)
  // The same is begun in a second tab, and lies there until the first one has paid.
  const second = await page.context().newPage()
  await second.goto(page.url())
  for (const tab of [second, page]) {
    await tab.getByRole('button', { name: /^Pay EUR/ }).click()
    await tab.waitForURL(/\/portal\/checkouts\//)
    await expect(tab.getByRole('link', { name: /^Go and pay EUR/ })).toBeVisible()
  }
  await page.getByRole('link', { name: /^Go and pay EUR/ }).click()
  await page.getByRole('button', { name: 'Pay (test payment)' }).click()
  await page.waitForURL(/\/portal\/checkouts\//)
  // Nobody who has just paid is asked to pay, and what became of it is shown without a reload.
  await expect(page.getByText(/We wait for the confirmation|^Paid\. We booked it as PAY-/)).toBeVisible()
  await expect(page.getByRole('link', { name: /^Go and pay EUR/ })).toHaveCount(0)
  await expect(page.getByText(/^Paid\. We booked it as PAY-/)).toBeVisible({ timeout: 60_000 })
  await second.reload()
  await expect(second.getByText(`${number} has been paid meanwhile`)).toBeVisible()
  await expect(second.getByRole('link', { name: /^Go and pay EUR/ })).toHaveCount(0)
  await second.close()
  await scene(page, 'money-paid')
  await page.goto(`/portal/invoices/${number}`)
  await expect(page.getByText('test payment')).toBeVisible()
  await expect(page.locator('.record-line').getByText('Paid')).toBeVisible()
})

test('who wants to pay invoices of two companies at once is told so before, and led to each part, also without scripts', async ({
  as,
}) => {
  const page = await as('finance@customer.example', { width: 390, javaScript: false })
  await page.goto('/portal/pay')
  const forms = page.locator('form:has(input[name=invoice])')
  const chosen = [forms.first(), forms.nth(1)].map((form) => form.locator('input[name=invoice]').first().inputValue())
  const search = new URLSearchParams((await Promise.all(chosen)).map((key) => ['invoice', key]))
  await page.goto(`/portal/pay?${search}`)
  await expect(page.getByText(/cannot be paid at once|can be paid at once/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Pay / })).toHaveCount(0)
  expect(await sidewaysScroll(page)).toBe(0)
  await page
    .getByRole('link', { name: /^Pay .* for / })
    .first()
    .click()
  await expect(page.getByRole('button', { name: /^Pay / })).toBeVisible()
})

test('a buyer reads a contract on the phone, takes its dates into a calendar, and an invoice home as a PDF', async ({ as }) => {
  const page = await as('buyer@customer.example', { width: 390 })
  await page.goto('/portal/contracts?view=notice')
  await page.locator('table.list tbody a.hit').first().click()
  await expect(page.getByText(/unless notice is given by/)).toBeVisible()
  expect(await sidewaysScroll(page)).toBe(0)
  await scene(page, 'money-contract')
  await page.goto('/portal/contracts/calendar')
  await page.getByRole('button', { name: 'Make a calendar address' }).click()
  const address = await page.getByLabel('Your own calendar address').inputValue()
  const calendar = await page.request.get(address, { headers: { cookie: '' } })
  expect(await calendar.text()).toContain('Last day for notice')
  await page.getByRole('button', { name: 'End it' }).click()
  await expect(page.getByText('no longer works')).toBeVisible()
  await expect.poll(async () => (await page.request.get(address)).status()).toBe(404)
  await page.goto('/portal/invoices?view=all')
  await page.locator('table.list tbody a.hit').first().click()
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PDF' }).click()])
  expect(file.suggestedFilename()).toMatch(/^INV-\d+\.pdf$/)
  const content = readPdf(await readFile(await file.path()))
  expect(content.pages.join(' ')).toContain(file.suggestedFilename().slice(0, -4))
})

test('staff book a transfer on an invoice; somebody who looked before is told that it changed', async ({ as }) => {
  const page = await as('finance@staff.example')
  await page.goto('/staff/invoices')
  const href = (await page.locator('table.list tbody a.hit').nth(3).getAttribute('href')) ?? ''
  const other = await as('admin@staff.example')
  await other.goto(`${href}/payment`)
  await page.goto(href)
  await page.getByRole('link', { name: 'Book a payment' }).click()
  await page.locator('[name=amount]').fill('0.01')
  await page.locator('[name=reference]').fill('Bank statement 12')
  await page.getByRole('button', { name: 'Book the payment' }).click()
  await expect(page.getByText(/^Booked as PAY-/)).toBeVisible()
  await expect(page.getByText('Bank statement 12')).toBeVisible()
  await other.getByRole('button', { name: 'Book the payment' }).click()
  await expect(other.getByRole('alert')).toBeVisible()
})

test('ten browsers pay one invoice while staff book a transfer on it: it is settled once, and every payment is there', async ({
  as,
}) => {
  test.setTimeout(240_000)
  const clerk = await as('finance@staff.example')
  await clerk.goto('/staff/invoices?account=TIDEWELL')
  const href = (await clerk.locator('table.list tbody a.hit').first().getAttribute('href')) ?? ''
  const number = decodeURIComponent(href.split('/').at(-1) ?? '')
  await clerk.goto(`${href}/payment`)
  // Forms without scripts, so that ten browsers are no more work than ten readers.
  const payers = await Promise.all(Array.from({ length: 10 }, () => as('admin@distributor.example', { javaScript: false })))
  for (const page of payers) {
    await page.goto(`/portal/invoices/${encodeURIComponent(number)}`)
    await page.getByRole('link', { name: /^Pay / }).click()
    await page.getByRole('button', { name: /^Pay / }).click()
    const onward = page.getByRole('link', { name: /^Go and pay / })
    await expect(async () => {
      await page.reload()
      await expect(onward).toBeVisible({ timeout: 2000 })
    }).toPass()
    await onward.click()
  }
  await Promise.all([
    ...payers.map((page) => page.getByRole('button', { name: 'Pay (test payment)' }).click()),
    clerk.getByRole('button', { name: 'Book the payment' }).click(),
  ])
  const outcomes = await Promise.all(
    payers.map(async (page) => {
      await page.waitForURL(/\/portal\/checkouts\//)
      const told = page.getByText(/We booked it as PAY-|Your payment PAY-\d+ has arrived/)
      await expect(async () => {
        await page.reload()
        await expect(told).toBeVisible({ timeout: 2000 })
      }).toPass()
      const text = (await told.textContent()) ?? ''
      return { payment: /PAY-\d+/.exec(text)?.[0] ?? '', settled: text.startsWith('Paid.') }
    }),
  )
  // Ten payments arrived; the invoice is settled by one of them, or by the transfer, and never by two.
  expect(new Set(outcomes.map((one) => one.payment)).size).toBe(10)
  const booked = await clerk.getByText(/^Booked as PAY-/).count()
  expect(outcomes.filter((one) => one.settled).length + booked).toBe(1)
  await clerk.goto(href)
  await expect(clerk.locator('.record-line').getByText('Paid')).toBeVisible()
  await clerk.goto('/staff/payments')
  for (const { payment } of outcomes.filter((one) => !one.settled)) await expect(clerk.getByText(payment).first()).toBeVisible()
})

test('a receiver finds no invoices, neither in the rail nor by address', async ({ as }) => {
  const page = await as('receiver@customer.example', { width: 390 })
  await page.goto('/portal')
  await expect(page.getByRole('link', { name: 'Invoices' })).toHaveCount(0)
  expect((await page.goto('/portal/invoices'))?.status()).toBe(404)
  expect((await page.goto('/portal/statement'))?.status()).toBe(404)
})
