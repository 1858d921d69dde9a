import type { Page } from 'playwright/test'
import sharp from 'sharp'
import { axeFindings, expect, hydrated, mailTo, scene, sidewaysScroll, test } from './browser'

// A delivery claim from both sides: raised on the phone, worked at the desk, rated by a link in a mail, moderated, called back.

const phone = { width: 390 }
const primary = 'main button.btn-primary'
const order = 'SO-48209'
/** As long as a page that is asked now and then may take, where a slow machine lets no stream through in time. */
const live = { timeout: 30_000 }

/** The page as one may look at it: nothing that axe finds in what no other test shows it, nothing that scrolls sideways. */
async function look(page: Page, name: string, axe = false): Promise<void> {
  if (axe) expect(await axeFindings(page)).toEqual([])
  expect(await sidewaysScroll(page)).toBe(0)
  await scene(page, name)
}

const numberIn = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '')
const photo = () =>
  sharp({ create: { width: 24, height: 16, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer()

/** Raises a claim about a line of an order, as somebody with a phone at the ramp does; answers its number. */
async function claim(page: Page, subject: string): Promise<string> {
  await page.goto(`/portal/orders/${order}`)
  await page.getByRole('link', { name: 'Ask about this' }).click()
  await page.getByRole('radio', { name: 'Delivery claim' }).check()
  await page.locator('[name=short_1]').fill('999999')
  await page.locator('[name=reason_1]').fill('Box 2 was open')
  await page.locator('[name=subject]').fill(subject)
  await page.locator('[name=body]').fill('We counted twice.')
  await page.locator(primary).click()
  await expect(page.locator('main .error-summary')).toContainText('more than was ordered')
  await expect(page.locator('[name=subject]')).toHaveValue(subject)
  await expect(page.locator('[name=reason_1]')).toHaveValue('Box 2 was open')
  await look(page, 'requests-new-phone', true)
  await page.locator('[name=short_1]').fill('1')
  await page.locator('[name=photos]').setInputFiles({ name: 'box.jpg', mimeType: 'image/jpeg', buffer: await photo() })
  await page.locator(primary).click()
  await expect(page).toHaveURL(/done=raised/)
  await expect(page.getByRole('cell', { name: 'Box 2 was open' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'box.jpg' })).toBeVisible()
  await look(page, 'requests-raised-phone')
  return numberIn(page)
}

async function answer(page: Page, body: string, status: string): Promise<void> {
  await page.locator('#answer [name=body]').fill(body)
  await page.locator('#answer [name=status]').selectOption(status)
  await page.locator('#answer button.btn-primary').click()
}

test('a claim is raised on the phone, answered, solved, rated without signing in, moderated and called back', async ({ as }) => {
  test.setTimeout(180_000)
  const stamp = Date.now()
  const subject = `One box short ${stamp}`
  const buyer = await as('buyer@customer.example', phone)
  const number = await claim(buyer, subject)

  const agent = await as('agent@staff.example')
  const late = await as('manager@staff.example')
  await agent.goto('/staff/requests?view=unassigned')
  await agent.locator('table.list tbody a.hit', { hasText: number }).click()
  await expect(agent.getByRole('heading', { name: subject })).toBeVisible()
  await late.goto(`/staff/requests/${number}`)
  await agent.getByRole('button', { name: 'Take it' }).click()
  await expect(agent).toHaveURL(/done=assigned/)
  const inside = `Packer new since Monday ${stamp}`
  await agent.locator('[name=note]').fill(inside)
  await agent.getByRole('button', { name: 'Add note' }).click()
  await expect(agent).toHaveURL(/done=note/)
  // What is being written stays: a prepared answer comes below it, and what is done beside it takes nothing away.
  await hydrated(agent)
  await agent.locator('#answer [name=body]').fill('Good that you counted.')
  await agent.getByRole('link', { name: 'Ask for photos' }).click()
  await expect(agent.locator('#answer [name=body]')).toHaveValue(/^Good that you counted\.\n\n.*photo/s)
  await agent.locator('[name=priority]').selectOption('high')
  await agent.getByRole('button', { name: 'Set priority' }).click()
  await expect(agent).toHaveURL(/done=priority/)
  await expect(agent.locator('#answer [name=body]')).toHaveValue(/^Good that you counted\.\n\n.*photo/s)
  const asked = `Which number has the box? ${stamp}`
  await answer(agent, asked, 'waiting_customer')
  await expect(agent).toHaveURL(/done=reply/)
  await expect(agent.getByText(inside)).toBeVisible()
  for (const field of ['body', 'note']) await expect(agent.locator(`[name=${field}]`)).toHaveValue('')
  await look(agent, 'requests-desk')

  const other = `I would have said something else ${stamp}`
  await answer(late, other, 'solved')
  await expect(late.getByText('Changed meanwhile')).toBeVisible()
  await expect(late.locator('#answer [name=body]')).toHaveValue(other)
  await look(late, 'requests-meanwhile', true)

  const letter = await mailTo('buyer@customer.example', new RegExp(number))
  expect(letter.text).toContain(asked)
  await buyer.goto(letter.links.find((link) => link.includes(number)) ?? '')
  await expect(buyer.getByText(asked)).toBeVisible()
  await expect(buyer.getByText(other)).toHaveCount(0)
  await buyer.locator('[name=body]').fill('Box 2 of 3.')
  await buyer.locator(primary).click()
  await expect(buyer).toHaveURL(/done=said/)
  await expect(buyer.locator('[name=body]')).toHaveValue('')
  await look(buyer, 'requests-answered-phone')
  for (const path of [`/portal/requests/${number}`, `/portal/requests/${number}.data`, '/portal/requests.csv'])
    expect(await (await buyer.request.get(path)).text()).not.toContain(inside)

  await agent.goto(`/staff/requests/${number}`)
  await answer(agent, `Six leave today ${stamp}`, 'solved')
  await expect(agent).toHaveURL(/done=reply/)

  const question = await mailTo('buyer@customer.example', new RegExp(`How did we do.*${number}`))
  const link = question.links.find((one) => one.includes('/rate/')) ?? ''
  const nobody = await as(null, phone)
  // A scanner follows links, twice: nothing is rated by that.
  for (let time = 0; time < 2; time++) expect((await nobody.goto(link))?.status()).toBe(200)
  await nobody.getByRole('button', { name: 'Send rating' }).click()
  await expect(nobody.locator('.error-summary')).toBeVisible()
  await nobody.getByRole('radio', { name: '2, bad' }).check()
  const comment = `Joost from packing was rude ${stamp}`
  await nobody.locator('[name=comment]').fill(comment)
  await look(nobody, 'requests-rate-phone', true)
  await nobody.getByRole('button', { name: 'Send rating' }).click()
  await expect(nobody.getByText('Your rating was sent')).toBeVisible()
  expect((await nobody.goto(link))?.status()).toBe(410)

  const colleague = await as('viewer@customer.example', phone)
  await colleague.goto(`/portal/requests/${number}`)
  await expect(colleague.getByText(comment)).toHaveCount(0)

  const manager = await as('manager@staff.example')
  await manager.goto('/staff/moderation/ratings')
  await manager.locator('table.list tbody a.hit', { hasText: number }).click()
  const shown = manager.locator('[name=shown]')
  await shown.fill(`Packing was rude ${stamp}`)
  // Taking the page over must not write the first text again.
  await hydrated(manager)
  await expect(shown).toHaveValue(`Packing was rude ${stamp}`)
  await manager.getByRole('button', { name: 'Approve' }).click()
  await expect(manager).toHaveURL(/done=approve/)
  await look(manager, 'requests-moderated', true)
  await colleague.reload()
  await expect(colleague.getByText(`Packing was rude ${stamp}`)).toBeVisible()
  await expect(colleague.getByText(comment)).toHaveCount(0)

  await manager.locator('.record-line, main').getByRole('link', { name: /^RQ-/ }).last().click()
  await expect(manager.getByRole('heading', { name: `Call back: 2 of 5 for ${number}` })).toBeVisible()
  await expect(manager.getByText('Our staff only')).toBeVisible()
  // Who calls back reads what was said, all of it.
  await expect(manager.getByText(comment)).toBeVisible()
  await look(manager, 'requests-follow-up')
  expect((await buyer.goto(`/portal/requests/${numberIn(manager)}`))?.status()).toBe(404)
})

test('two at one request see each other, and what is new without losing what they write; without JavaScript it works as ever', async ({
  as,
}) => {
  test.setTimeout(180_000)
  const buyer = await as('buyer@customer.example', phone)
  const number = await claim(buyer, `Live ${Date.now()}`)
  const [agent, manager] = [await as('agent@staff.example'), await as('manager@staff.example')]
  await agent.goto(`/staff/requests/${number}`)
  const list = await as('admin@staff.example')
  await list.goto('/staff/requests?view=unassigned')
  const row = list.locator('table.list tbody tr', { hasText: number })
  await expect(row).toContainText('Noor Aziz is looking too', live)
  await manager.goto(`/staff/requests/${number}`)
  await expect(agent.getByText(/is looking too$/)).toBeVisible(live)
  await expect(manager.getByText('Noor Aziz is looking too')).toBeVisible()

  const half = 'Half an answer, and then'
  await agent.locator('#answer [name=body]').fill(half)
  const before = await agent.locator('#answer [name=body]').boundingBox()
  await buyer.locator('[name=body]').fill('And box 3 is wet.')
  await buyer.locator(primary).click()
  const bar = agent.locator('.news-bar')
  await expect(bar).toContainText('1 new message', live)
  expect(await agent.locator('#answer [name=body]').boundingBox()).toEqual(before)
  await expect(agent.getByText('And box 3 is wet.')).toHaveCount(0)
  await scene(agent, 'requests-live')
  await bar.getByRole('button', { name: 'Show' }).click()
  await expect(agent.getByText('And box 3 is wet.')).toBeVisible()
  await expect(bar).toBeEmpty()
  await expect(agent.locator('#answer [name=body]')).toHaveValue(half)
  await agent.locator('#answer button.btn-primary').click()
  await expect(agent).toHaveURL(/done=reply/)
  // At least this one: whoever else works here changes others meanwhile.
  await expect(list.locator('.news-bar')).toContainText(/[1-9] changed/, live)
  await scene(list, 'requests-live-queue')
  await list.locator('.news-bar').getByRole('button').click()
  await expect(row).toContainText('Waiting for customer')

  await manager.goto('/staff')
  await expect(agent.getByText(/is looking too$/)).toHaveCount(0, live)
  const plain = await as('manager@staff.example', { javaScript: false })
  await plain.goto(`/staff/requests/${number}`)
  await expect(plain.getByText('Noor Aziz is looking too')).toBeVisible()
  await expect(plain.locator('#answer [name=body]')).toBeVisible()
})
