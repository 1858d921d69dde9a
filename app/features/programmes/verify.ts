import { readFile } from 'node:fs/promises'
import { Unreadable, verifyReceipt } from './receipt-check.server.ts'

/**
 * `npm run rebate:verify -- FILE`: computes a downloaded receipt again from the file alone. Plain Node runs this without a build, a
 * database or settings, hence imports by path. Exit code 0: every figure was found again. 1: some were not. 2: no receipt.
 */
const [file] = process.argv.slice(2)

async function verify(path: string): Promise<number> {
  const found = verifyReceipt(await readFile(path, 'utf8'))
  const { statement, programme, lines, currency, amount, problems } = found
  if (problems.length === 0) {
    process.stdout.write(`${statement}, ${programme}: ${lines} lines computed again, ${currency} ${amount}. Every figure fits.\n`)
    return 0
  }
  process.stdout.write(`${statement}, ${programme}: this is not what its rules and lines make.\n`)
  process.stdout.write(problems.map((one) => `  ${one}\n`).join(''))
  return 1
}

try {
  if (!file) throw new Unreadable('Say which file: npm run rebate:verify -- FILE')
  process.exitCode = await verify(file)
} catch (error) {
  const unread = error instanceof Unreadable || 'code' in (error as object)
  if (!unread) throw error
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 2
}
