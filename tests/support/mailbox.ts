import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { env } from '~/env.server'
import { listCaughtMail } from '~/integrations/mail/caught.server'
import { closeMail } from '~/integrations/mail/send.server'
import { startMailCatcher } from '../../db/mail-catcher'

/** A real mail server for one test file; `mailTo` reads what it got, newest first. */
export async function openMailbox() {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-mail-'))
  const catcher = await startMailCatcher(folder)
  Object.assign(env, { SMTP_URL: catcher.url, MAIL_FOLDER: folder })
  afterAll(async () => {
    closeMail()
    await catcher.stop()
    await rm(folder, { recursive: true, force: true })
  })
  return {
    mailTo: async (email: string) => (await listCaughtMail()).filter((mail) => mail.to.includes(email)),
  }
}

/** The token of the first link to `/<page>/…` in a mail. */
export function tokenIn(mail: { links: readonly string[] } | undefined, page: string): string {
  const link = mail?.links.find((one) => one.includes(`/${page}/`)) ?? ''
  return link.slice(link.lastIndexOf('/') + 1)
}
