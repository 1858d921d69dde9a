import { createConnection } from 'mysql2/promise'
import type { Page } from 'playwright/test'
import { expect, test } from './browser'

/** The demo customer's open orders with a promised day: each test takes one that no other takes. */
async function orderFor(page: Page, which: number): Promise<string> {
  await page.goto('/portal/orders?view=open')
  const href = await page.locator('table.list tbody a.hit').nth(which).getAttribute('href')
  return decodeURIComponent(href?.split('/').at(-1)?.split('?')[0] ?? '')
}
const primary = 'main button.btn-primary'

async function siteDatabase<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  const connection = await createConnection(process.env.SITE_DATABASE ?? '')
  try {
    const [rows] = await connection.query(sql, values)
    return rows as Row[]
  } finally {
    await connection.end()
  }
}

test('a note of the staff is read by the customer, one for the staff is not; twice sent it is there once', async ({ as }) => {
  const buyer = await as('buyer@customer.example')
  const number = await orderFor(buyer, 0)
  const staff = await as('agent@staff.example')
  const note = `The carton waits at gate ${Date.now()}`
  await staff.goto(`/staff/orders/${number}`)
  await staff.locator(`main a[href^="/staff/orders/${number}/note"]`).first().click()
  await staff.locator('[name=body]').fill(note)
  await staff.locator(primary).dblclick()
  await expect(staff).toHaveURL(/done=note/)
  await expect(staff.getByText(note)).toHaveCount(1)

  const inside = `Only among us ${Date.now()}`
  await staff.goto(`/staff/orders/${number}/note`)
  await staff.locator('[name=body]').fill(inside)
  await staff.locator('[name=audience][value=staff]').check()
  await staff.locator(primary).click()
  await expect(staff).toHaveURL(/done=note/)
  await expect(staff.getByText(inside)).toHaveCount(1)

  await buyer.goto(`/portal/orders/${number}`)
  await expect(buyer.getByText(note)).toHaveCount(1)
  await expect(buyer.getByText(inside)).toHaveCount(0)
  expect(await (await buyer.request.get(`/portal/orders/${number}.data`)).text()).not.toContain(inside)
})

test('the same form sent twice without JavaScript is done once', async ({ as }) => {
  const buyer = await as('buyer@customer.example')
  const number = await orderFor(buyer, 0)
  const staff = await as('agent@staff.example', { javaScript: false })
  await staff.goto(`/staff/orders/${number}/note`)
  const note = `Sent, and sent again ${Date.now()}`
  const key = await staff.locator('[name=idempotency_key]').inputValue()
  await staff.locator('[name=body]').fill(note)
  await staff.locator(primary).click()
  await expect(staff).toHaveURL(/done=note/)
  const again = await staff.request.post(`/staff/orders/${number}/note`, {
    headers: { origin: process.env.SITE_ORIGIN ?? '' },
    form: { idempotency_key: key, body: note, audience: 'everyone' },
  })
  expect(again.status()).toBe(200)
  await staff.goto(`/staff/orders/${number}`)
  await expect(staff.getByText(note)).toHaveCount(1)
})

/** Some days after the day that the form shows, and in the future. */
async function laterDay(page: Page): Promise<string> {
  const now = Date.parse(await page.locator('[name=promised_on]').inputValue()) || 0
  return new Date(Math.max(now, Date.now()) + 5 * 86_400_000).toISOString().slice(0, 10)
}

async function promise(page: Page, day: string, explanation: string): Promise<void> {
  await page.locator('[name=promised_on]').fill(day)
  await page.locator('[name=cause]').selectOption({ index: 1 })
  await page.locator('[name=explanation]').fill(explanation)
  await page.locator(primary).click()
}

test('a promise moves with its cause, which the customer reads; two agents do not overwrite each other', async ({ as }) => {
  const buyer = await as('buyer@customer.example')
  const number = await orderFor(buyer, 1)
  const [first, second] = [await as('agent@staff.example'), await as('manager@staff.example')]
  for (const page of [first, second]) await page.goto(`/staff/orders/${number}/promise`)
  const why = `The mould is back from repair ${Date.now()}`
  await promise(first, await laterDay(first), why)
  await expect(first).toHaveURL(/done=promise/)

  const other = `Another day altogether ${Date.now()}`
  await promise(second, await laterDay(second), other)
  await expect(second.locator('main [role=alert], main .error-summary').first()).toBeVisible()
  await expect(second).not.toHaveURL(/done=promise/)
  await expect(second.locator('[name=explanation]')).toHaveValue(other)

  await buyer.goto(`/portal/orders/${number}`)
  await expect(buyer.locator('#timeline').getByText(why)).toBeVisible()
  await expect(buyer.getByText(other)).toHaveCount(0)
  await buyer.goto('/portal')
  const news = buyer.locator('aside section').first()
  await expect(news.getByText(why)).toBeVisible()
  await expect(news.getByRole('link', { name: number }).first()).toBeVisible()
})

test('a report that is taken back no longer counts', async ({ as }) => {
  const staff = await as('manager@staff.example')
  const [shipment] = await siteDatabase<{ number: string }>(
    `select number from shipments s where status = 'delivered'
       and (select count(*) from tracking_events e where e.shipment_id = s.id and e.status = 'delivered' and e.retracted_at is null) = 1
     order by id desc limit 1`,
  )
  const number = shipment?.number ?? ''
  await staff.goto(`/staff/shipments/${number}`)
  await staff.locator(`main a[href^="/staff/shipments/${number}/events/"]`).first().click()
  const reason = `Signed for by the neighbour ${Date.now()}`
  await staff.locator('[name=reason]').fill(reason)
  await staff.locator('main button[type=submit]').click()
  await expect(staff).toHaveURL(/done=retracted/)
  await expect(staff.getByText(reason).first()).toBeVisible()
  const [now] = await siteDatabase<{ status: string }>('select status from shipments where number = ?', [number])
  expect(now?.status).not.toBe('delivered')
})

test('a job that was given up is tried again, when staff say so', async ({ as }) => {
  const why = `no such mailbox ${Date.now()}`
  await siteDatabase(
    `insert into outbox (topic, payload, state, run_at, attempts, last_error, created_at, finished_at)
     values ('nobody.does', '{}', 'dead', now(3), 8, ?, now(3), now(3))`,
    [why],
  )
  const page = await as('admin@staff.example')
  await page.goto('/staff/jobs')
  const row = page.locator('tbody tr', { hasText: why })
  await row.locator('button[name=job]').click()
  await expect(page.locator('main .notice').first()).toBeVisible()
  const [job] = await siteDatabase<{ id: string; attempts: number }>(
    'select cast(id as char) as id, attempts from outbox where last_error = ? or (topic = ? and fence > 0) order by id desc limit 1',
    [why, 'nobody.does'],
  )
  expect(job?.attempts).toBeLessThan(8)
  await page.goto('/staff/audit')
  await expect(page.locator('main')).toContainText(job?.id ?? 'nothing')
})

test('what both sides have changed is settled by staff, once, with and without JavaScript', async ({ as }) => {
  const page = await as('manager@staff.example')
  await page.goto('/staff/imports')
  // Other tests import besides; the demo’s own runs come from its ERP, the latest with refusals.
  await page.locator('table.list tbody tr', { hasText: 'erp' }).first().locator('a.hit').click()
  await expect(page.getByRole('link', { name: 'Download as CSV' })).toBeVisible()
  await page.goto('/staff/imports/clashes')
  const website = page.locator('main tbody tr', { hasText: 'Website' })
  const kept = (await website.locator('td').nth(3).textContent()) ?? ''
  await website.locator('button[value=ours]').click()
  await expect(page.locator('main .notice').first()).toBeVisible()
  await expect(website).toHaveCount(0)
  await page.goto('/staff/imports/clashes?state=kept')
  await expect(website).toContainText(kept)

  const plain = await as('manager@staff.example', { javaScript: false })
  await plain.goto('/staff/imports/clashes')
  const promised = plain.locator('main tbody tr', { hasText: 'SO-48198' })
  const day = (await promised.locator('td').nth(4).locator('b').textContent()) ?? ''
  await promised.locator('button[value=theirs]').click()
  await expect(plain.locator('main .notice').first()).toBeVisible()
  await plain.goto('/staff/orders/SO-48198')
  await expect(plain.locator('#timeline')).toContainText(day)
})
