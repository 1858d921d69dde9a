import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { MailCatcher } from '../../../db/mail-catcher.ts'
import { startMailCatcher } from '../../../db/mail-catcher.ts'

let folder = ''
let catcher: MailCatcher
let closeLast = () => {}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mail-'))
  catcher = await startMailCatcher(folder)
})
afterEach(() => closeLast())
afterAll(async () => {
  await catcher.stop()
  await rm(folder, { recursive: true })
})

/** The mail rooms of a process with these settings. */
async function withSettings(settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  vi.resetModules()
  const [send, letter, caught] = [await import('./send.server'), await import('./letter.server'), await import('./caught.server')]
  const { MailRefused } = send
  const { Unavailable } = await import('~/values/outcome')
  vi.unstubAllEnvs()
  closeLast = send.closeMail
  return { ...send, ...letter, ...caught, MailRefused, Unavailable }
}
const usual = () =>
  withSettings({
    SMTP_URL: catcher.url,
    MAIL_FOLDER: folder,
    MAIL_FROM: 'Quayside <no-reply@portal.example>',
    PUBLIC_URL: 'https://portal.example',
  })

const parts = [
  { text: 'Ann <b>Lee</b> invites you.' },
  { facts: [['Account', 'Meridian & Sons']] },
  { action: 'Set a password', path: '/invite/abc-123' },
  { fine: 'The link works until Friday.' },
] as const

test('a letter says the same as text and as HTML, and neither takes text for HTML', async () => {
  const { writeLetter } = await usual()
  const { subject, text, html } = writeLetter({ language: 'en', subject: 'You are invited', parts })
  expect(subject).toBe('You are invited')
  expect(text).toMatch(
    /^You are invited\n\nAnn <b>Lee<\/b> invites you\.\n\nAccount: Meridian & Sons\n\nSet a password:\nhttps:\/\/portal\.example\/invite\/abc-123\n\n/,
  )
  expect(html).toContain('<html lang="en">')
  expect(html).toContain('Ann &lt;b&gt;Lee&lt;/b&gt; invites you.')
  expect(html).toContain('Meridian &amp; Sons')
  expect(html.match(/https:\/\/portal\.example\/invite\/abc-123/g)).toHaveLength(3)
  expect(html).not.toMatch(/<script|<link|<img|oklch|var\(/)
})

test('it is written in the language of its reader', async () => {
  const { writeLetter } = await usual()
  const { text, html } = writeLetter({ language: 'zh-CN', subject: '邀请', parts })
  expect(html).toContain('<html lang="zh-CN">')
  expect(text).toContain('由 Quayside 代表')
})

test('what is sent arrives, marked as automatic, under the id of its job', async () => {
  const { sendMail, messageIdFor, writeLetter, listCaughtMail } = await usual()
  const messageId = messageIdFor('42')
  await sendMail({
    to: { name: 'Ann, Lee "王"', address: 'ann@customer.example' },
    messageId,
    ...writeLetter({ language: 'en', subject: 'You are invited 邀请', parts }),
  })
  const [file = ''] = await readdir(folder)
  const mail = await PostalMime.parse(await readFile(join(folder, file)))
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value
  expect(mail).toMatchObject({
    subject: 'You are invited 邀请',
    messageId,
    to: [{ name: 'Ann, Lee "王"', address: 'ann@customer.example' }],
  })
  expect([header('auto-submitted'), header('x-auto-response-suppress')]).toEqual(['auto-generated', 'All'])
  const [caught] = await listCaughtMail()
  expect(caught).toMatchObject({
    subject: 'You are invited 邀请',
    links: ['https://portal.example/invite/abc-123', 'https://portal.example'],
  })
})

test('the id of a mail is the same for the same job, and nobody can guess it', async () => {
  const { messageIdFor } = await usual()
  expect(messageIdFor('42')).toBe(messageIdFor('42'))
  expect(messageIdFor('42')).not.toBe(messageIdFor('43'))
  expect(messageIdFor('42')).toMatch(/^<[a-f\d]{32}@portal\.example>$/)
})

test('a line break in a subject or a name adds no header', async () => {
  const { sendMail, messageIdFor, listCaughtMail } = await usual()
  const bad = 'Hello\r\nBcc: victim@elsewhere.example'
  await sendMail({
    to: { name: bad, address: 'ann@customer.example' },
    subject: bad,
    text: 'x',
    html: 'x',
    messageId: messageIdFor('44'),
  })
  const [{ id } = { id: '' }] = await listCaughtMail()
  const sent = await readFile(join(folder, `${id}.eml`), 'utf8')
  expect(sent).not.toMatch(/^bcc:/im)
})

test('a server that will never take it is told from one that may take it later', async () => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) =>
      done(Object.assign(new Error('no'), { responseCode: address.startsWith('never') ? 550 : 451 })),
  })
  server.on('error', () => {})
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.server.address() as { port: number }
  const { sendMail, MailRefused, Unavailable } = await withSettings({ SMTP_URL: `smtp://127.0.0.1:${port}` })
  const to = (address: string) => sendMail({ to: { name: '', address }, subject: 's', text: 't', html: 'h', messageId: '<1@x>' })
  await expect(to('never@customer.example')).rejects.toThrow(MailRefused)
  await expect(to('later@customer.example')).rejects.toThrow(Unavailable)
  closeLast()
  await new Promise<void>((done) => server.close(done))
  await expect(to('later@customer.example')).rejects.toThrow(Unavailable)
})

test('without a mail server nothing is lost either', async () => {
  const { sendMail, Unavailable } = await withSettings({ SMTP_URL: '' })
  const mail = { to: { name: '', address: 'a@b.example' }, subject: 's', text: 't', html: 'h', messageId: '<1@x>' }
  await expect(sendMail(mail)).rejects.toThrow(Unavailable)
})

test.each(['../../etc/passwd', '', 'nothing', '%2e%2e', 'a/b'])('there is no caught mail %j', async (id) => {
  const { findCaughtMail } = await usual()
  expect(await findCaughtMail(id)).toBeUndefined()
})
