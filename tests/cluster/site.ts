import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startMailCatcher } from '../../db/mail-catcher.ts'
import { problemOf, tiedChild } from '../../db/tied-child.ts'
import { freePort } from '../support/free-port.ts'
import { settings } from '../support/server-process.ts'
import type { StandIn } from '../support/stripe-stand-in.ts'
import { startStripeStandIn } from '../support/stripe-stand-in.ts'
import type { Node } from './nodes.ts'
import { folder } from './nodes.ts'

/** One process of the production build, on one node. */
export type Part = { name: string; origin: string; output(): string; stop(): Promise<void> }

export type Site = {
  /** Page servers, the first on the first node and so on. */
  apps: readonly Part[]
  stripe: StandIn
  /** What the command said, and its exit code. */
  command(node: Node, ...args: string[]): Promise<{ code: number | null; output: string }>
  /** The Message-ID of every mail that was sent, in the order of their coming. */
  mails(): Promise<string[]>
  stop(): Promise<void>
}

const partOf = (name: string, origin: string, child: ChildProcess): Part => {
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
  return {
    name,
    origin,
    output: () => output,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  }
}

export const answers = async (app: Part, path: string): Promise<number> =>
  await fetch(app.origin + path, { signal: AbortSignal.timeout(20_000) }).then(
    (answer) => answer.status,
    () => 0,
  )

/** Waits until a page server says that it is ready, or that it is not; answers how long that took in milliseconds. */
export async function untilReady(app: Part, ready = true, within = 60_000): Promise<number> {
  const begun = Date.now()
  while (((await answers(app, '/readyz')) === 200) !== ready) {
    if (Date.now() - begun > within)
      throw new Error(`${app.name} did not become ${ready ? '' : 'un'}ready:\n${app.output().slice(-3_000)}`)
    await wait(100)
  }
  return Date.now() - begun
}

const messageId = (mail: string): string => /^message-id:\s*(<[^>]+>)/im.exec(mail)?.[1] ?? 'none'

/** A page server on each node, and a worker on each but the first. */
export async function startSite(nodes: readonly Node[]): Promise<Site> {
  const mailFolder = join(folder, 'mail')
  const mail = await startMailCatcher(mailFolder)
  const stripe = await startStripeStandIn()
  const envFor = (node: Node, port: number) => ({
    ...settings,
    DATABASE_URL: node.url(),
    PORT: String(port),
    SMTP_URL: mail.url,
    MAIL_FOLDER: mailFolder,
    FILES_FOLDER: join(folder, 'files'),
    STRIPE_SECRET_KEY: stripe.key,
    STRIPE_WEBHOOK_SECRET: stripe.secret,
    STRIPE_API_URL: stripe.url,
    LOG_LEVEL: 'warn',
  })
  const parts: Part[] = []
  for (const [index, node] of nodes.entries()) {
    const port = await freePort()
    const child = tiedChild('app/server.ts', [], { output: 'pipe', env: envFor(node, port) })
    parts.push(partOf(`app ${index + 1}`, `http://localhost:${port}`, child))
  }
  const workers = nodes.slice(1).map((node, index) => {
    const child = tiedChild('app/command.ts', ['worker'], { output: 'pipe', env: envFor(node, 0) })
    return partOf(`worker ${index + 2}`, '', child)
  })
  await Promise.all(parts.map((app) => untilReady(app)))
  return {
    apps: parts,
    stripe,
    command: async (node, ...args) => {
      const child = tiedChild('app/command.ts', args, { output: 'pipe', env: envFor(node, 0) })
      let output = ''
      for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk))
      await problemOf(child)
      return { code: child.exitCode, output }
    },
    mails: async () => {
      const files = (await readdir(mailFolder)).filter((name) => name.endsWith('.eml')).sort()
      return await Promise.all(files.map(async (name) => messageId(await readFile(join(mailFolder, name), 'utf8'))))
    },
    stop: async () => {
      await Promise.all([...parts, ...workers].map((part) => part.stop()))
      await Promise.all([mail.stop(), stripe.stop()])
    },
  }
}
