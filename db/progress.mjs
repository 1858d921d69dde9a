// One line per step with its time. Plain JavaScript without packages: it runs before `npm ci`, on the machine's own Node.

// A command goes on in a second process once its packages are there; the clock of the first one counts.
export const started = Number(process.env.QUAYSIDE_STARTED ?? Date.now())

/** @param {number} since */
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** @param {string} text */
export const say = (text) => void process.stdout.write(`${text}\n`)

/**
 * Runs one step and prints one line when it ends: its name, what it says about itself, its time.
 * @type {<T>(name: string, work: (note: (text: string) => void) => Promise<T> | T) => Promise<T>}
 */
export const step = async (name, work) => {
  const since = Date.now()
  let note = ''
  const line = (/** @type {string} */ mark) => say(`${mark} ${name.padEnd(12)} ${note.padEnd(64)} ${seconds(since).padStart(8)}`)
  try {
    const result = await work((text) => {
      note = text
    })
    line('✓')
    return result
  } catch (error) {
    note = ''
    line('✗')
    throw error
  }
}

export const elapsed = () => seconds(started)

/** Something that a person can put right: shown as its text, without a stack. */
export class Stop extends Error {}

/** @param {unknown} error */
export const explain = (error) => {
  process.exitCode ||= 1
  process.stderr.write(`\n${wordsOf(error)}\n`)
}

const unreachable = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ER_ACCESS_DENIED_ERROR',
  'ER_BAD_DB_ERROR',
])

/** @param {unknown} error */
const wordsOf = (error) => {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof Stop) return error.message
  if ('code' in error && unreachable.has(String(error.code)))
    return `The database of DATABASE_URL cannot be used: ${error.message}`
  return error.stack ?? error.message
}
