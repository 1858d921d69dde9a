import { createHmac } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { env } from '~/env.server'
import { Unavailable } from '~/values/outcome'

export type Mail = {
  to: { name: string; address: string }
  subject: string
  text: string
  html: string
  replyTo?: string
  headers?: Record<string, string>
  /** From `messageIdFor`, so that a second delivery of the same mail can be recognised as one. */
  messageId: string
}

/** The mail server will never take this mail; sending it again is of no use. */
export class MailRefused extends Error {
  override name = 'MailRefused'
}

const domain = /@([^>\s]+)/.exec(env.MAIL_FROM)?.[1] ?? 'localhost'

/** The same id for the same job, however often it runs, and one that nobody can guess. */
export const messageIdFor = (jobId: string): string =>
  `<${createHmac('sha256', env.SECRET).update(`mail ${jobId}`).digest('hex').slice(0, 32)}@${domain}>`

const open = (url: string) =>
  createTransport(
    {
      url,
      pool: true,
      maxConnections: 3,
      maxMessages: 200,
      connectionTimeout: 5_000,
      greetingTimeout: 5_000,
      socketTimeout: 20_000,
      dnsTimeout: 5_000,
      // A mail is made of what it is given, never of a file or an address on this machine.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from: env.MAIL_FROM },
  )

let transport: ReturnType<typeof open> | undefined

/** A refusal with a 5xx answer is final; everything else, from an unknown host to a full mailbox, may work later. */
const isFinal = (error: unknown): boolean => {
  const { responseCode = 0, code } = error as { responseCode?: number; code?: string }
  return code !== 'EAUTH' && responseCode >= 500 && responseCode < 600
}

/**
 * Hands one mail to the mail server. Called by jobs of the outbox alone, so that a mail leaves exactly when its change is in the
 * database. Throws `MailRefused` where trying again is of no use, and `Unavailable` where it is.
 */
export async function sendMail(mail: Mail): Promise<void> {
  if (!env.SMTP_URL) throw new Unavailable('no mail server is set (SMTP_URL)')
  transport ??= open(env.SMTP_URL)
  try {
    await transport.sendMail({
      ...mail,
      // Keeps holiday replies from coming back, and says so to other systems.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', ...mail.headers },
    })
  } catch (error) {
    const why = (error as Error).message
    if (isFinal(error)) throw new MailRefused(why)
    throw new Unavailable(`mail server: ${why}`)
  }
}

/** Lets go of the connections to the mail server, so that the process can end. */
export function closeMail(): void {
  transport?.close()
  transport = undefined
}
