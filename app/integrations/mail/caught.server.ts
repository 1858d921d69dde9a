import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Address } from 'postal-mime'
import PostalMime from 'postal-mime'
import { env } from '~/env.server'

/** Only what the local mail server of development and demo writes; a name is never a path. */
const fileName = /^[\w-]{1,80}\.eml$/
const shown = 100

export type CaughtMail = {
  id: string
  subject: string
  from: string
  to: string
  sentAt: Date
  text: string
  html: string
  /** The addresses that the text leads to, so that each can be opened with one click. */
  links: string[]
}

const spoken = (one: Address | undefined): string => (one?.name ? `${one.name} <${one.address ?? ''}>` : (one?.address ?? ''))

async function read(id: string): Promise<CaughtMail> {
  const path = join(env.MAIL_FOLDER, `${id}.eml`)
  const [content, { mtime }] = await Promise.all([readFile(path), stat(path)])
  const mail = await PostalMime.parse(content)
  const text = mail.text ?? ''
  return {
    id,
    subject: mail.subject ?? '',
    from: spoken(mail.from),
    to: (mail.to ?? []).map(spoken).join(', '),
    sentAt: mail.date ? new Date(mail.date) : mtime,
    text,
    html: mail.html ?? '',
    links: [...new Set(text.match(/https?:\/\/[^\s<>"]+/g) ?? [])],
  }
}

/** The newest mails that were caught; names begin with the time of arrival. */
export async function listCaughtMail(): Promise<CaughtMail[]> {
  const files = await readdir(env.MAIL_FOLDER).catch(() => [])
  const names = files
    .filter((file) => fileName.test(file))
    .sort()
    .reverse()
    .slice(0, shown)
  return await Promise.all(names.map((file) => read(file.slice(0, -'.eml'.length))))
}

/** One caught mail, or undefined where there is none with this id. */
export async function findCaughtMail(id: string): Promise<CaughtMail | undefined> {
  return fileName.test(`${id}.eml`) ? await read(id).catch(() => undefined) : undefined
}
