import type { ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { tiedChild } from './tied-child.ts'

const soon = 500

/** Keeps one long-running script of the demo alive: starts it again when it dies, unless it has never been well. */
export class Supervisor {
  /** Why it is not tried any more. */
  failure: string | undefined
  readonly #script: string
  readonly #args: string[]
  readonly #log: string
  readonly #env: Record<string, string>
  readonly #onRestart: (reason: string) => void
  #child: ChildProcess | undefined
  #isWell = false
  #isStopping = false

  constructor(options: {
    script: string
    args?: string[]
    log: string
    env: Record<string, string>
    onRestart: (reason: string) => void
  }) {
    this.#script = options.script
    this.#args = options.args ?? []
    this.#log = options.log
    this.#env = options.env
    this.#onRestart = options.onRestart
    this.#start(true)
  }

  /** It works: from now on its death is an accident, not a failure to start. */
  wasWell() {
    this.#isWell = true
  }

  async stop() {
    this.#isStopping = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const impatience = setTimeout(() => child.kill('SIGKILL'), 28_000)
    await ended
    clearTimeout(impatience)
  }

  #start(first: boolean) {
    const log = openSync(this.#log, first ? 'w' : 'a', 0o600)
    const child = tiedChild(this.#script, this.#args, { output: log, env: this.#env })
    closeSync(log)
    this.#child = child
    child.once('exit', (code, signal) => {
      if (this.#isStopping) return
      if (!this.#isWell) {
        this.failure = `${this.#script} did not start. The end of ${this.#log}:\n${readFileSync(this.#log, 'utf8').slice(-3_000)}`
        return
      }
      this.#onRestart(`${this.#script} ended (${signal ?? code}) and is started again`)
      setTimeout(() => {
        if (!this.#isStopping) this.#start(false)
      }, soon)
    })
  }
}
