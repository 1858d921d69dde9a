import type { Progress } from './run.server'

/** One line of a terminal that says how far an import is; nothing where there is no terminal. */
export class ProgressLine {
  readonly #stream: { write(text: string): unknown; isTTY?: boolean }
  #phase = ''
  #since = 0
  #shown = 0

  constructor(stream: { write(text: string): unknown; isTTY?: boolean }) {
    this.#stream = stream
  }

  show({ phase, read, refused, share }: Progress, now = performance.now()): void {
    if (!this.#stream.isTTY) return
    if (phase !== this.#phase) {
      this.#phase = phase
      this.#since = now
    } else if (now - this.#shown < 200) return
    this.#shown = now
    const seconds = (now - this.#since) / 1000
    const rate = seconds > 0.5 ? `${Math.round(read / seconds).toLocaleString('en')} rows/s` : ''
    const parts = [
      phase.replaceAll('_', ' '),
      read.toLocaleString('en'),
      share === null ? '' : `${Math.floor(share * 100)} %`,
      rate,
      refused > 0 ? `${refused.toLocaleString('en')} refused` : '',
    ]
    this.#stream.write(`\r\u001b[K${parts.filter(Boolean).join('   ')}`)
  }

  end(): void {
    if (this.#stream.isTTY && this.#phase) this.#stream.write('\r\u001b[K')
  }
}
