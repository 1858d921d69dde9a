import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { setTimeout as wait } from 'node:timers/promises'
import { root } from '../../db/packages.mjs'
import { freePort } from './free-port.ts'

export type ServerProcess = {
  origin: string
  port: number
  process: ChildProcess
  /** What it has written so far. */
  output(): string
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>
  kill(): Promise<void>
}

export const settings = {
  NODE_ENV: 'production',
  QUAYSIDE_DEMO: 'yes',
  SECRET: 'only for the tests of the server itself',
  WORKER: 'separate',
  DRAIN_DELAY: '1',
}

/** The production server as a process of its own, so that signals and settings are the real ones. */
export function startServer(env: Record<string, string>): ServerProcess {
  const port = Number(env.PORT)
  // Nothing of what surrounds the tests, so that a setting is what it says here.
  const own = { PATH: process.env.PATH ?? '', ...settings, ...env } as NodeJS.ProcessEnv
  const child = spawn(process.execPath, ['app/server.ts'], { cwd: root, env: own, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const ended = new Promise<number | null>((done) => child.once('close', done))
  return {
    origin: `http://localhost:${port}`,
    port,
    process: child,
    output: () => output,
    ended,
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Starts one and waits until it answers. */
export async function readyServer(env: Record<string, string>): Promise<ServerProcess> {
  const server = startServer({ PORT: String(await freePort()), ...env })
  for (let tries = 0; tries < 1200; tries++) {
    if (
      await fetch(`${server.origin}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      )
    )
      return server
    if (server.process.exitCode !== null) break
    await wait(50)
  }
  await server.kill()
  throw new Error(`the server did not start:\n${server.output()}`)
}
