import { randomBytes } from 'node:crypto'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface MailCatcher {
  /** For SMTP_URL. */
  url: string
  stop(): Promise<void>
}

const kept = 500

/**
 * A real mail server, reachable from this machine alone, that delivers nothing: every message becomes one file
 * `<time>-<random>.eml` in `folder`, whole or not at all; the newest 500 are kept. Names sort by the time of arrival.
 */
export const startMailCatcher = async (folder: string, port = 0): Promise<MailCatcher> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: 25e6,
    logger: false,
    onData: (stream, _session, done) => {
      buffer(stream)
        .then((message) => deliver(folder, message))
        .then(() => done(), done)
    },
  })
  // A sender that hangs up in the middle is no reason to end.
  server.on('error', () => {})
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const deliver = async (folder: string, message: Buffer) => {
  const time = new Date().toISOString().replace(/[^\dTZ]/g, '')
  const name = `${time}-${randomBytes(4).toString('hex')}`
  const half = join(folder, `${name}.part`)
  await writeFile(half, message, { mode: 0o600 })
  await rename(half, join(folder, `${name}.eml`))
  const files = (await readdir(folder)).sort()
  for (const old of files.slice(0, Math.max(0, files.length - kept))) await rm(join(folder, old), { force: true })
}
