import { spawnSync } from 'node:child_process'
import { expect, hydrated, scene, test } from './browser'

test('a distributor sees on a phone what the next tier is worth, replays a statement and disputes it; staff read why', async ({
  as,
}) => {
  const distributor = await as('admin@distributor.example', { width: 390 })
  await distributor.goto('/distributor')
  await expect(distributor.locator('main .answer').first()).toContainText('EUR')
  await distributor.getByRole('link', { name: 'All periods' }).click()
  await expect(distributor.locator('main tbody tr', { hasText: 'Running' }).first()).toContainText('EUR')
  await distributor.locator('main a.hit[href*="/programmes/GOLD/"]').first().click()
  await expect(distributor).toHaveURL(/\/distributor\/programmes\/GOLD\/\d{4}-\d{2}/)

  const download = distributor.waitForEvent('download')
  await distributor.locator('main a[href*="receipt.csv"]').click()
  const file = await (await download).path()
  const { status, stdout } = spawnSync(process.execPath, ['app/features/programmes/verify.ts', file], { encoding: 'utf8' })
  expect([status, stdout]).toEqual([0, expect.stringContaining('Every figure fits')])

  await distributor.locator('button[name=answer][value=dispute]').click()
  await expect(distributor.locator('[role=alert]')).toBeVisible()
  const reason = `Two lines went to Lyon ${Date.now()}`
  await distributor.locator('[name=reason]').fill(reason)
  await distributor.locator('button[name=answer][value=dispute]').click()
  await expect(distributor).toHaveURL(/done=disputed/)
  await expect(distributor.locator('#timeline')).toContainText(reason)
  const talk = distributor.getByRole('link', { name: /^Request RQ-/ })
  const request = (await talk.textContent())?.replace('Request ', '') ?? ''
  await talk.click()
  await expect(distributor.getByText(reason)).toBeVisible()
  await scene(distributor, 'programmes-dispute-phone')

  const staff = await as('manager@staff.example')
  await staff.goto('/staff/programmes/GOLD')
  await staff.locator('main a.hit[href$="/statements"]').first().click()
  // The page of the programme has a link to whom it is agreed with, too.
  await expect(staff).toHaveURL(/\/statements$/)
  await staff.locator('main a.hit[href*="TIDEWELL"]').click()
  await expect(staff.getByText(reason)).toBeVisible()
  await staff.getByRole('link', { name: `Request ${request}` }).click()
  await expect(staff.getByRole('heading', { name: /^Dispute of statement RS-GOLD/ })).toBeVisible()
  await staff.getByRole('link', { name: /^RS-GOLD/ }).click()
  await expect(staff.getByText(reason)).toBeVisible()
})

test('staff make a programme, keep what was typed where it cannot be, simulate and publish it; nobody else may', async ({
  as,
}) => {
  const staff = await as('manager@staff.example')
  const code = `T${Date.now()}`
  await staff.goto('/staff/programmes/new')
  await staff.locator('[name=code]').fill(code)
  await staff.locator('[name=name]').fill('Growth programme')
  await staff.locator('[name=from_2]').fill('1000')
  await staff.locator('[name=rate_2]').fill('101')
  await staff.locator('main button.btn-primary').click()
  await expect(staff.locator('[role=alert]')).toBeVisible()
  await expect(staff.locator('[name=name]')).toHaveValue('Growth programme')
  await staff.locator('[name=rate_2]').fill('1.5')
  await staff.locator('main button.btn-primary').click()
  await expect(staff).toHaveURL(new RegExp(`/staff/programmes/${code}$`))
  await staff.locator('main a[href*="/simulation"]').first().click()
  await expect(staff).toHaveURL(/simulation/)
  await expect(staff.locator('main table tbody tr').first()).toBeVisible()
  await staff.goto(`/staff/programmes/${code}`)
  const quarter = new Date(Date.UTC(new Date().getUTCFullYear(), Math.floor(new Date().getUTCMonth() / 3) * 3, 1))
  await staff.locator('[name=applies_from]').fill(quarter.toISOString().slice(0, 10))
  await staff.locator('button[name=do][value=publish]').click()
  await expect(staff).toHaveURL(/done=publish/)
  const catalog = await as('catalog@staff.example')
  expect((await catalog.goto(`/staff/programmes/${code}`))?.status()).toBe(404)
})

test('a distributor finds a programme and a statement from the keyboard', async ({ as }) => {
  const distributor = await as('admin@distributor.example')
  await distributor.goto('/distributor')
  await hydrated(distributor)
  await expect(async () => {
    await distributor.keyboard.press('Control+k')
    await expect(distributor.getByRole('combobox')).toBeVisible({ timeout: 5000 })
  }).toPass()
  await distributor.getByRole('combobox').fill('rs-gold')
  await expect(distributor.getByRole('option').first()).toContainText('RS-GOLD')
  await distributor.getByRole('combobox').fill('gold')
  await distributor.getByRole('option', { name: /^GOLD/ }).click()
  await expect(distributor).toHaveURL(/\/distributor\/programmes\?programme=GOLD/)
  await expect(distributor.locator('main tbody tr').first()).toBeVisible()
})
