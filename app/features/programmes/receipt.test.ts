import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { Evaluation } from './evaluation'
import { ladderT, line } from './programmes.fixture'
import { receiptLine, receiptPieces } from './receipt.server'
import { Unreadable, verifyReceipt } from './receipt-check.server'

const terms = { territory: ['DE', 'NL'], activeDays: 275, periodDays: 365 }
const rules = { ...ladderT, outside: 'exclude' as const, prorated: true, cap: '90000' }
const lines = [
  line({ document: 'INV-1', lineNo: 1, net: '44000.10' }),
  line({ document: 'INV-1', lineNo: 2, net: '30000', shipTo: 'FR', category: '=cmd|calc' }),
  line({ document: 'INV-2', lineNo: 1, net: '20000', currency: 'USD', rate: '0.9217' }),
  line({ document: 'CN-1', lineNo: 1, net: '-120.55', quantity: '-1' }),
  line({ document: 'INV-3', lineNo: 1, net: '28000.45' }),
]

async function receipt(): Promise<string> {
  const evaluation = new Evaluation(rules, terms)
  const counted = lines.map((one) => evaluation.add(one))
  const { shares, minimum, amount, exact, band, totals } = evaluation.settle()
  const kept = lines.map((one, index) => receiptLine(one, counted[index] as never, shares[index] ?? ''))
  const head = {
    statement: 'RS-7',
    programme: { code: 'GOLD', name: 'Gold, “the best”' },
    version: 3,
    distributor: { code: 'A-1', name: 'Brackwater' },
    period: { startsOn: '2026-01-01', endsOn: '2026-12-31' },
    rules,
    terms,
  }
  async function* pieces() {
    yield kept.slice(0, 2)
    yield kept.slice(2)
  }
  let text = ''
  for await (const piece of receiptPieces(head, pieces(), { minimum, amount, exact, band, ...totals })) text += piece
  return text
}
const text = await receipt()
const folder = await mkdtemp(join(tmpdir(), 'receipt-'))
afterAll(() => rm(folder, { recursive: true }))

test('a receipt is computed again from itself alone', () => {
  expect(verifyReceipt(text)).toMatchObject({ statement: 'RS-7', lines: 5, amount: '3160.99', problems: [] })
})

test.each([
  ['the net of a line', '28000.45', '29000.45', 'Line 5 (INV-3, 1)'],
  ['a rate of exchange', '0.9217', '0.9317', 'Line 3 (INV-2, 1)'],
  ['a threshold', 'band,100000,3.5', 'band,140000,3.5', 'The sum “tier”'],
  ['where goods went to', 'FR', 'NL', 'Line 2 (INV-1, 2)'],
  ['the days somebody took part', 'days,275', 'days,365', 'The sum'],
  ['the rebate', 'sum,rebate,3160.99', 'sum,rebate,3170.99', 'The sum “rebate” is 3160.99'],
  ['the name of the distributor', 'Brackwater', 'Backwater', 'checksum'],
])('whoever changes %s is found out', (_what, from, to, said) => {
  expect(text).toContain(from)
  expect(verifyReceipt(text.replace(from, to)).problems.join('\n')).toContain(said)
})

test('a cent moved from one line to another is found, though the sum is right', () => {
  const [a, b] = text.split('\r\n').filter((row) => /^line,3,INV-[13],1/.test(row))
  const moved = (row: string | undefined, by: number) =>
    row?.replace(/[\d.]+$/, (amount) => (Number(amount) + by).toFixed(2)) ?? ''
  const forged = text.replace(a ?? '', moved(a, 0.01)).replace(b ?? '', moved(b, -0.01))
  const { problems } = verifyReceipt(forged)
  expect(problems).toHaveLength(3)
})

test('what is no receipt, or half of one, is said to be so', () => {
  expect(() => verifyReceipt('a,b\n1,2\n')).toThrow(Unreadable)
  expect(() => verifyReceipt(text.slice(0, text.indexOf('sum,reached')))).toThrow('its end is missing')
  expect(() => verifyReceipt(text.replace('28000.45', 'much'))).toThrow('“net” is no number')
})

test('the command runs on plain Node and says by its exit code what it found', async () => {
  const said = async (content: string | null) => {
    const file = join(folder, 'receipt.csv')
    if (content !== null) await writeFile(file, content)
    const path = content === null ? join(folder, 'none.csv') : file
    const { status, stdout, stderr } = spawnSync(process.execPath, ['app/features/programmes/verify.ts', path], {
      encoding: 'utf8',
      env: { NODE_ENV: 'test' },
    })
    return [status, stdout + stderr] as const
  }
  expect(await said(text)).toEqual([0, expect.stringContaining('EUR 3160.99. Every figure fits.')])
  expect(await said(text.replace('28000.45', '29000.45'))).toEqual([1, expect.stringContaining('INV-3')])
  expect(await said('something else')).toEqual([2, expect.stringContaining('no receipt')])
  expect(await said(null)).toEqual([2, expect.stringContaining('no such file')])
})
