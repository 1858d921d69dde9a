import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startStripeStandIn } from '../tests/support/stripe-stand-in.ts'
import { startMailCatcher } from './mail-catcher.ts'
import { Stop } from './progress.mjs'
import { ownSecret } from './secret.ts'
import { Supervisor } from './supervisor.ts'

export interface Site {
  origin: string
  /** Every mail that the site has sent, one `.eml` file each. */
  mailFolder: string
  stop(): Promise<void>
}

export interface SiteOptions {
  databaseUrl: string
  port: number
  /** For mail, files and the log. */
  folder: string
  /** Further settings, over those of a demo. */
  env?: Record<string, string>
  onRestart?: (reason: string) => void
}

/**
 * Serves the production build as a demo: with its worker, and with a mail server that only catches and a stand-in for
 * Stripe, at which no money moves. Started again when it dies; ends
 * with this process. `app.log` in `folder` says what it did.
 */
export const startSite = async ({ databaseUrl, port, folder, env, onRestart }: SiteOptions): Promise<Site> => {
  const mailFolder = join(folder, 'mail')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const mail = await startMailCatcher(mailFolder)
  const stripe = await startStripeStandIn({ hook: `http://127.0.0.1:${port}/hooks/stripe` })
  const log = join(folder, 'app.log')
  const app = new Supervisor({
    script: 'app/server.ts',
    log,
    onRestart: onRestart ?? (() => {}),
    env: {
      NODE_ENV: 'production',
      QUAYSIDE_DEMO: 'yes',
      DATABASE_URL: databaseUrl,
      PORT: String(port),
      SECRET: process.env.SECRET || (await ownSecret()),
      SMTP_URL: mail.url,
      MAIL_FOLDER: mailFolder,
      FILES_FOLDER: join(folder, 'files'),
      STRIPE_SECRET_KEY: stripe.key,
      STRIPE_WEBHOOK_SECRET: stripe.secret,
      STRIPE_API_URL: stripe.url,
      DRAIN_DELAY: '0',
      ...env,
    },
  })
  const stop = async () => {
    await app.stop()
    await mail.stop()
    await stripe.stop()
  }
  try {
    await untilReady(port, app, log)
  } catch (error) {
    await stop()
    throw error
  }
  return { origin: `http://localhost:${port}`, mailFolder, stop }
}

const untilReady = async (port: number, app: Supervisor, log: string) => {
  const deadline = Date.now() + 120_000
  while (!(await isReady(port))) {
    if (app.failure || Date.now() > deadline) throw new Stop(app.failure ?? `The server did not become ready; see ${log}.`)
    await wait(100)
  }
  app.wasWell()
}

const isReady = async (port: number) => (await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined))?.ok
