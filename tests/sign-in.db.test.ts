import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { expect, test } from 'vitest'
import { hashPassword } from '~/access/passwords.server'
import { whoIs } from '~/access/session.server'
import { db } from '~/database/connection.server'
import { action as askAgain } from '~/routes/anyone/forgot-password'
import { loader as invited } from '~/routes/anyone/invite'
import { action as reset } from '~/routes/anyone/reset'
import { action as signIn, loader as signInPage } from '~/routes/anyone/sign-in'
import { action as signOut, loader as signOutPage } from '~/routes/anyone/sign-out'
import { makeAccount, makeMember } from './support/make'

// Signing in as a browser meets it: addresses, statuses, headers and cookies.

const password = 'harbour at six'

async function makeBuyer() {
  const buyer = await makeMember(await makeAccount(), 'buyer')
  const row = { person_id: buyer.id, password_hash: await hashPassword(password), changed_at: new Date() }
  await db.insertInto('credentials').values(row).execute()
  return buyer
}

type Asked = { fields?: Record<string, string>; cookie?: string; ip?: string; params?: Record<string, string> }
type Answer = { status: number; location: string | null; headers: Headers; cookies: string[]; errors: Record<string, string[]> }

/** Runs a loader or an action as the server would. */
async function ask(
  run: (args: never) => unknown,
  path: string,
  { fields, cookie = '', ip = '203.0.113.1', params = {} }: Asked = {},
): Promise<Answer> {
  const body = fields && new URLSearchParams(fields)
  const request = new Request(`http://localhost${path}`, {
    headers: { cookie, accept: 'text/html' },
    ...(body && { method: 'POST', body }),
  })
  const cookies: string[] = []
  const context = {
    ip,
    requestId: 'test',
    language: 'en',
    preferences: { theme: 'system', rail: null },
    setCookie: (one: string) => cookies.push(one),
  }
  const args = { request, params, context } as unknown as ActionFunctionArgs & LoaderFunctionArgs
  const answer = await Promise.resolve(run(args as never)).catch((thrown: unknown) => thrown)
  if (answer instanceof Response)
    return { status: answer.status, location: answer.headers.get('location'), headers: answer.headers, cookies, errors: {} }
  const { data, init } = answer as {
    data?: { problems?: { error?: Record<string, string[]> } }
    init?: { status?: number; headers?: HeadersInit }
  }
  return {
    status: init?.status ?? 200,
    location: null,
    headers: new Headers(init?.headers),
    cookies,
    errors: data?.problems?.error ?? {},
  }
}
const cookieOf = (answer: Answer) => answer.cookies[0]?.split(';', 1)[0] ?? ''

test('signing in leads to the portal, or back to the page that asked for it', async () => {
  const { email } = await makeBuyer()
  const fields = { email, password }
  const plain = await ask(signIn, '/sign-in', { fields })
  expect([plain.status, plain.location]).toEqual([303, '/portal'])
  expect(await whoIs(cookieOf(plain))).toMatchObject({ email })
  const next = (path: string) => ask(signIn, `/sign-in?next=${encodeURIComponent(path)}`, { fields })
  expect((await next('/portal/orders?late=1')).location).toBe('/portal/orders?late=1')
  for (const foreign of ['https://evil.example/', '//evil.example', '/\\evil.example', '/sign-out'])
    expect((await next(foreign)).location).toBe('/portal')
})

test('whoever is signed in goes on', async () => {
  const { email } = await makeBuyer()
  const cookie = cookieOf(await ask(signIn, '/sign-in', { fields: { email, password } }))
  expect(await ask(signInPage, '/sign-in', { cookie })).toMatchObject({ status: 302, location: '/portal' })
  expect(await ask(signInPage, '/sign-in?next=/portal/orders', { cookie })).toMatchObject({ location: '/portal/orders' })
  expect(await ask(signInPage, '/sign-in', { cookie: 'qs=nonsense' })).toMatchObject({ status: 200 })
})

test('what is wrong is said at its field, without what was typed as a password', async () => {
  const { email } = await makeBuyer()
  const wrong = await ask(signIn, '/sign-in', { fields: { email, password: 'wrong one' } })
  expect([wrong.status, wrong.errors, wrong.cookies]).toEqual([422, { password: ['signin:mismatch'] }, []])
  expect(JSON.stringify(wrong)).not.toContain('wrong one')
  expect((await ask(signIn, '/sign-in', { fields: { email: '', password: '' } })).errors).toEqual({
    email: ['signin:missing.email'],
    password: ['signin:missing.password'],
  })
})

test('too many tries: 429, with the seconds to wait', async () => {
  const { email } = await makeBuyer()
  const fail = () => ask(signIn, '/sign-in', { fields: { email, password: 'wrong' }, ip: '203.0.113.50' })
  for (let i = 0; i < 10; i++) expect((await fail()).status).toBe(422)
  const stopped = await fail()
  expect(stopped.status).toBe(429)
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(stopped.errors).toEqual({ '': ['signin:slow|{"minutes":15}'] })
})

test('asking for links again and again: 429 as well, whether the address is known or not', async () => {
  const { email } = await makeBuyer()
  for (const one of [email, 'nobody@unknown.example']) {
    const statuses: number[] = []
    for (let i = 0; i < 6; i++) statuses.push((await ask(askAgain, '/forgot-password', { fields: { email: one } })).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  }
})

test('signing out ends the session and the cookie; looking at the address does not', async () => {
  const { email, id } = await makeBuyer()
  const cookie = cookieOf(await ask(signIn, '/sign-in', { fields: { email, password } }))
  expect((await ask(signOutPage, '/sign-out', { cookie })).location).toBe('/')
  expect(await whoIs(cookie)).toMatchObject({ personId: id })
  const out = await ask(signOut, '/sign-out', { fields: {}, cookie })
  expect([out.status, out.location]).toEqual([303, '/sign-in?done=signed-out'])
  expect(out.cookies[0]).toMatch(/^qs=; .*Max-Age=0/)
  expect(await whoIs(cookie)).toBeNull()
})

test('a link that is cut, guessed or over is 410 and does nothing', async () => {
  for (const token of ['x', 'A'.repeat(43), '../../etc', "' or 1=1 --", '0']) {
    expect((await ask(invited, `/invite/${encodeURIComponent(token)}`, { params: { token } })).status).toBe(410)
    const posted = await ask(reset, '/reset/x', { params: { token }, fields: { password: 'a long enough one' } })
    expect([posted.status, posted.errors]).toEqual([422, { '': ['signin:link.over'] }])
  }
})
