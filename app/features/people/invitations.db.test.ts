import { beforeAll, expect, test } from 'vitest'
import { findLink } from '~/access/mail-links.server'
import { handleOf } from '~/access/seal.server'
import { open, signIn } from '~/access/sign-in.server'
import { db } from '~/database/connection.server'
import { workOff } from '~/work/worker.server'
import { openMailbox, tokenIn } from '../../../tests/support/mailbox'
import { makeAccount, makeMember, makePerson, staffScopeNow, unique } from '../../../tests/support/make'
import { work } from '../registry.server'
import { inviteAgain, inviteMember, inviteStaff, withdrawInvitation } from './invitations.commands.server'
import { acceptInvitation, resetPassword } from './passwords.commands.server'
import type { InviteForm } from './people.forms.server'
import { inviteForm } from './people.forms.server'

const { mailTo } = await openMailbox()
const from = { ip: '203.0.113.7', requestId: 'test' }
const visit = { ip: '203.0.113.7', userAgent: 'test', cookies: '' }
const password = 'harbour at six'

let hanna: { id: string }
const invites = () => staffScopeNow(['people.invite'], 'manager', hanna.id)
const manages = () => staffScopeNow(['people.manage', 'people.invite'], 'admin', hanna.id)

beforeAll(async () => {
  hanna = await makePerson({ name: 'Hanna Lindqvist', staff_role: 'manager' })
})

const buyer = (more: Partial<InviteForm> = {}): InviteForm => ({
  email: `${unique().toLowerCase()}@quick.example`,
  name: 'Horst Kloss',
  language: 'en',
  role: 'buyer',
  reach: 'branch',
  ...more,
})
const seatsOf = (email: string) =>
  db
    .selectFrom('memberships as m')
    .innerJoin('persons as p', 'p.id', 'm.person_id')
    .select(['m.account_id', 'm.role', 'm.inherits', 'p.id as person_id'])
    .where('p.email', '=', email)
    .execute()
const handleByEmail = async (email: string) => {
  const { id } = await db.selectFrom('persons').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  return handleOf('person', id)
}

test('staff invite a buyer, who follows the mailed link, chooses a password and is in', async () => {
  const account = await makeAccount({ name: 'QUICK-Stop', time_zone: 'Europe/Berlin' })
  const form = buyer()
  expect(await inviteMember(invites(), account.code, form)).toEqual({ email: form.email, how: 'invited' })
  expect(await mailTo(form.email)).toEqual([])
  await workOff(work)
  const [mail, ...others] = await mailTo(form.email)
  expect(others).toEqual([])
  expect(mail?.subject).toContain('QUICK-Stop')
  expect(mail?.text).toContain('Hanna Lindqvist invites you')
  expect(mail?.to).toContain('Horst Kloss')
  const token = tokenIn(mail, 'invite')
  expect(token).toMatch(/^[\w-]{43}$/)
  expect(mail?.html).toContain(`/invite/${token}`)

  // Mail scanners look as often as they like.
  for (let i = 0; i < 3; i++)
    expect(await findLink(token)).toMatchObject({
      state: 'open',
      account: { name: 'QUICK-Stop', role: 'buyer' },
      invitedBy: 'Hanna Lindqvist',
    })
  expect(await signIn({ email: form.email, password }, visit)).toMatchObject({ refused: true })
  expect(await acceptInvitation({ token, password: 'password1' }, from)).toMatchObject({ refused: true, field: 'password' })

  const accepted = await acceptInvitation({ token, password }, from)
  expect(accepted).toMatchObject({ isStaff: false })
  expect(await open((accepted as { personId: string }).personId, false, visit)).toMatchObject({ landing: '/portal' })
  expect(await signIn({ email: form.email.toUpperCase(), password }, visit)).toMatchObject({ landing: '/portal' })
  expect(await seatsOf(form.email)).toMatchObject([{ account_id: account.id, role: 'buyer', inherits: 1 }])
  expect(await findLink(token)).toMatchObject({ state: 'used' })
  expect(await acceptInvitation({ token, password: 'another one' }, from)).toMatchObject({
    refused: true,
    reason: 'signin:link.over',
  })
})

test('the letter is in the language that was chosen', async () => {
  const account = await makeAccount({ name: '东岚设备', time_zone: 'Asia/Shanghai' })
  const form = buyer({ language: 'zh-CN', name: '林薇' })
  await inviteMember(invites(), account.code, form)
  await workOff(work)
  const [mail] = await mailTo(form.email)
  expect(mail?.subject).toContain('东岚设备')
  expect(mail?.text).toContain('邀请您使用')
  expect(mail?.text).toContain('采购')
})

test('twenty identical invitations at the same time are one', async () => {
  const account = await makeAccount()
  const form = buyer()
  const answers = await Promise.all(Array.from({ length: 20 }, () => inviteMember(invites(), account.code, form)))
  expect(answers.map((one) => ('how' in one ? one.how : one.reason)).sort()).toEqual([
    'invited',
    ...Array(19).fill('open-already'),
  ])
  expect(await seatsOf(form.email)).toHaveLength(1)
  await workOff(work)
  expect(await mailTo(form.email)).toHaveLength(1)
})

test('twenty invitations of one person to twenty accounts at the same time are one person', async () => {
  const accounts = await Promise.all(Array.from({ length: 20 }, () => makeAccount()))
  const form = buyer()
  const answers = await Promise.all(accounts.map((account) => inviteMember(invites(), account.code, form)))
  expect(answers.map((one) => ('how' in one ? one.how : one.reason))).toEqual(accounts.map(() => 'invited'))
  const seats = await seatsOf(form.email)
  expect([seats.length, new Set(seats.map((one) => one.person_id)).size]).toEqual([20, 1])
  await workOff(work)
  const mails = await mailTo(form.email)
  expect(mails).toHaveLength(20)
  // The first link that is used ends the others.
  const tokens = mails.map((mail) => tokenIn(mail, 'invite'))
  const done = await Promise.all(tokens.map((token) => acceptInvitation({ token, password }, from)))
  expect(done.filter((one) => 'personId' in one)).toHaveLength(1)
})

test('twenty staff invitations at the same time are one', async () => {
  const form = {
    email: `${unique().toLowerCase()}@staff.example`,
    name: 'Noor Aziz',
    language: 'en',
    staff_role: 'agent',
  } as const
  const answers = await Promise.all(Array.from({ length: 20 }, () => inviteStaff(manages(), form)))
  expect(answers.map((one) => ('how' in one ? one.how : one.reason)).sort()).toEqual([
    'invited',
    ...Array(19).fill('open-already'),
  ])
  await workOff(work)
  const token = tokenIn((await mailTo(form.email))[0], 'invite')
  const accepted = await acceptInvitation({ token, password }, from)
  expect(accepted).toMatchObject({ isStaff: true })
  expect(await signIn({ email: form.email, password }, visit)).toMatchObject({ landing: '/staff' })
})

test('somebody who can sign in already gets the account and a mail without a link to a password', async () => {
  const [one, other] = [await makeAccount(), await makeAccount({ name: 'Harbour Works' })]
  const form = buyer()
  await inviteMember(invites(), one.code, form)
  await workOff(work)
  await acceptInvitation({ token: tokenIn((await mailTo(form.email))[0], 'invite'), password }, from)
  expect(await inviteMember(invites(), other.code, { ...form, role: 'viewer', reach: 'account' })).toMatchObject({ how: 'added' })
  await workOff(work)
  const mails = await mailTo(form.email)
  expect(mails).toHaveLength(2)
  const added = mails.find((mail) => mail.subject.includes('Harbour Works'))
  expect(added?.links.some((link) => link.includes('/invite/'))).toBe(false)
  expect(await seatsOf(form.email)).toHaveLength(2)
  expect(await inviteMember(invites(), other.code, { ...form, role: 'viewer', reach: 'account' })).toMatchObject({
    reason: 'people:refused.member',
  })
})

test('sent again, only the newest link works; withdrawn, none does and the membership is gone', async () => {
  const account = await makeAccount()
  const form = buyer()
  await inviteMember(invites(), account.code, form)
  await workOff(work)
  const first = tokenIn((await mailTo(form.email))[0], 'invite')
  const handle = await handleByEmail(form.email)
  expect(await inviteAgain(invites(), handle, account.code)).toMatchObject({ how: 'invited' })
  await workOff(work)
  const second = (await mailTo(form.email)).map((mail) => tokenIn(mail, 'invite')).find((token) => token !== first) ?? ''
  expect(await findLink(first)).toMatchObject({ state: 'revoked' })
  expect(await acceptInvitation({ token: first, password }, from)).toMatchObject({ refused: true })
  expect(await findLink(second)).toMatchObject({ state: 'open' })
  expect(await withdrawInvitation(invites(), handle, account.code)).toEqual({ email: form.email })
  expect(await acceptInvitation({ token: second, password }, from)).toMatchObject({ refused: true })
  expect(await seatsOf(form.email)).toEqual([])
  // And may be invited anew, as something else.
  expect(await inviteMember(invites(), account.code, { ...form, role: 'viewer' })).toMatchObject({ how: 'invited' })
})

test('a mail that was overtaken is not sent', async () => {
  const account = await makeAccount()
  const form = buyer()
  await inviteMember(invites(), account.code, form)
  await withdrawInvitation(invites(), await handleByEmail(form.email), account.code)
  await workOff(work)
  expect(await mailTo(form.email)).toEqual([])
})

test('an invitation runs out after seven days', async () => {
  const account = await makeAccount()
  const form = buyer()
  await inviteMember(invites(), account.code, form)
  await workOff(work)
  const token = tokenIn((await mailTo(form.email))[0], 'invite')
  const link = await findLink(token)
  const end = link?.expiresAt.getTime() ?? 0
  expect(Math.round((end - Date.now()) / 86_400_000)).toBe(7)
  expect(await findLink(token, new Date(end - 1))).toMatchObject({ state: 'open' })
  expect(await findLink(token, new Date(end))).toMatchObject({ state: 'expired' })
})

test.each([
  [{ role: 'catalog' }, 'people:refused.role'],
  [{ email: 'hanna' }, 'people:refused.staff'],
  [{ email: 'ended' }, 'people:refused.ended'],
] as const)('%j is refused: %s', async (more, reason) => {
  const account = await makeAccount()
  const known = {
    hanna: (await db.selectFrom('persons').select('email').where('id', '=', hanna.id).executeTakeFirstOrThrow()).email,
    ended: (await makePerson({ active: 0 })).email,
  }
  const email = 'email' in more ? known[more.email] : buyer().email
  const form = { ...buyer(), ...more, email } as InviteForm
  expect(await inviteMember(invites(), account.code, form)).toMatchObject({ refused: true, reason })
})

test('a member does not become staff, nor is an account invited to that has ended or is not there', async () => {
  const account = await makeAccount({ active: 0 })
  expect(await inviteMember(invites(), account.code, buyer())).toMatchObject({ reason: 'people:refused.accountEnded' })
  expect(await inviteMember(invites(), 'NO-SUCH', buyer())).toMatchObject({ reason: 'people:refused.noAccount' })
  const member = await makeMember(await makeAccount(), 'buyer')
  const form = { ...buyer(), email: member.email, staff_role: 'agent' } as const
  expect(await inviteStaff(manages(), form)).toMatchObject({ reason: 'people:refused.isMember' })
})

test('the token is nowhere in the database in a form that opens the link', async () => {
  const account = await makeAccount()
  const form = buyer()
  await inviteMember(invites(), account.code, form)
  await workOff(work)
  const token = tokenIn((await mailTo(form.email))[0], 'invite')
  const [links, jobs] = await Promise.all([
    db.selectFrom('mail_links').selectAll().execute(),
    db.selectFrom('outbox').selectAll().execute(),
  ])
  expect(token).toHaveLength(43)
  expect(JSON.stringify([links, jobs]).includes(token)).toBe(false)
})

test('a link of one purpose does nothing for another', async () => {
  const account = await makeAccount()
  const form = buyer()
  await inviteMember(invites(), account.code, form)
  await workOff(work)
  const token = tokenIn((await mailTo(form.email))[0], 'invite')
  expect(await resetPassword({ token, password }, from)).toMatchObject({ refused: true })
  expect(await findLink(token)).toMatchObject({ state: 'open' })
})

test('the form takes an address in its one form, and a name on one line', () => {
  const typed = { email: ' Horst@QUICK.example', name: '  Horst \n Kloss ', language: 'en', role: 'buyer', reach: 'branch' }
  expect(inviteForm.parse(typed)).toMatchObject({ email: 'horst@quick.example', name: 'Horst Kloss' })
  for (const wrong of [
    { email: 'horst' },
    { name: '' },
    { name: 'x'.repeat(201) },
    { name: 'a\u0007b' },
    { role: 'king' },
    { language: 'de' },
  ])
    expect(inviteForm.safeParse({ ...typed, ...wrong }).success).toBe(false)
})
