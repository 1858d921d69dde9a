import { expect, test } from './browser'

test('who is not signed in is told so, as a page and as data', async ({ as }) => {
  const page = await as(null)
  expect((await page.request.get('/portal/shipments.data', { maxRedirects: 0 })).status()).toBe(401)
  const asked = await page.request.get('/staff/orders', { maxRedirects: 0, headers: { accept: 'text/html' } })
  expect([asked.status(), asked.headers().location]).toEqual([302, '/sign-in?next=%2Fstaff%2Forders'])
})

test('pages of other audiences and other numbers are not there', async ({ as }) => {
  const page = await as('buyer@customer.example')
  for (const path of [
    '/staff',
    '/staff/orders',
    '/staff/jobs.data',
    '/supplier',
    '/portal/orders/SO-0',
    '/portal/shipments/SH-0.data',
  ])
    expect([path, (await page.request.get(path)).status()]).toEqual([path, 404])
})

test('a form about what is not there is answered by that page, whatever its title is made of', async ({ as }) => {
  const page = await as('agent@staff.example')
  for (const path of ['/staff/accounts/NOBODY', '/staff/orders/SO-0/note']) {
    const answer = await page.request.post(path, {
      headers: { accept: 'text/html', origin: new URL(page.url()).origin, 'sec-fetch-site': 'same-origin' },
      form: { note: 'to nobody', body: 'to nobody', audience: 'staff', audiences: 'staff', idempotency_key: crypto.randomUUID() },
      maxRedirects: 0,
    })
    expect([path, answer.status() < 500, await answer.text()]).toEqual([
      path,
      true,
      expect.stringContaining('There is nothing at this address'),
    ])
  }
})

test('a form from another site changes nothing', async ({ as }) => {
  const page = await as('buyer@customer.example')
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }, {}]) {
    const answer = await page.request.post('/me/preferences', {
      headers,
      form: { language: 'zh-CN', back: '/' },
      maxRedirects: 0,
    })
    expect([headers, answer.status()]).toEqual([headers, 403])
  }
})

test('an answer carries what keeps it safe', async ({ as }) => {
  const page = await as('buyer@customer.example')
  const headers = (await page.request.get('/portal/orders')).headers()
  expect(headers['content-security-policy']).toMatch(/script-src 'strict-dynamic' 'nonce-/)
  expect(headers['content-security-policy']).not.toContain('unsafe-inline')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['x-powered-by']).toBeUndefined()
})
