import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { spawn } from 'node:child_process'
import { root } from './packages.mjs'

const watch = new URL('die-with-parent.mjs', import.meta.url).href

/**
 * Starts a script on this Node that stops when this process is gone, even by kill -9. It is in a process group of its own, so that
 * Ctrl-C in a terminal reaches this process alone, which then stops it in its own time.
 */
export const tiedChild = (
  script: string,
  args: string[],
  options: { output: number | 'pipe' | 'inherit'; env?: Record<string, string> },
): ChildProcess => {
  const { output, env } = options
  const spawnOptions: SpawnOptions = {
    cwd: root,
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    env: { ...process.env, ...env },
  }
  return spawn(process.execPath, ['--import', watch, script, ...args], spawnOptions)
}

/** Waits for the end of a child started with `output: 'pipe'`: what it printed last, when it failed. */
export const problemOf = (child: ChildProcess) =>
  new Promise<string | undefined>((resolve, reject) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output = (output + chunk).slice(-6_000)
      })
    }
    child.on('error', reject)
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : output || `It ended with ${signal ?? code}.`))
  })
