import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { db } from '~/database/connection.server'
import { importing } from './support/importing'

const folder = resolve('../shared/data/contracts')
const mapping = resolve('tests/support/contracts.mapping.json')
const there = existsSync(folder)
if (!there) process.stderr.write(`${folder} is missing: the hundred real contracts were not imported\n`)

describe.skipIf(!there)('a hundred real contracts', () => {
  test('come in completely; what is no date and no term is kept as text, and nothing is guessed', async () => {
    const first = await importing(folder, '--mapping', mapping)
    expect(first.errors).toBe('')
    expect(first.counts.contracts).toEqual([100, 100, 0, 0, 0])
    const rows = await db.selectFrom('contracts').selectAll().execute()
    const count = (holds: (row: (typeof rows)[number]) => boolean) => rows.filter(holds).length
    expect(count((row) => row.open_ended === 1)).toBe(13)
    expect(count((row) => row.ends_on !== null)).toBe(42)
    expect(rows.flatMap((row) => row.ends_text ?? []).sort()).toEqual([
      '07/[]/2033',
      '[]/[]/2004',
      '[]/[]/2010',
      '[]/[]/2016',
      '[]/[]/2022',
      '[]/[]/[]',
    ])
    expect(rows.flatMap((row) => row.notice_text ?? [])).toEqual(['60 days; 180 days'])
    expect(rows.flatMap((row) => row.renewal_text ?? [])).toEqual(['Perpetual'])
    expect(count((row) => row.renewal === 'R/P1Y')).toBe(9)
    expect(
      rows
        .flatMap((row) => row.renewal ?? [])
        .filter((one) => /^R[^/]/.test(one))
        .sort(),
    ).toEqual([...['R1/P1Y', 'R1/P1Y', 'R1/P1Y', 'R1/P2Y', 'R1/P2Y', 'R1/P5Y', 'R2/P10Y', 'R2/P5Y']])
    expect(count((row) => row.commitment_text === 'Yes')).toBe(36)
    expect(count((row) => row.starts_text !== null || row.agreed_text !== null)).toBeGreaterThan(10)
    for (const row of rows) expect(row.title).not.toMatch(/\n|^$/)
    expect(new Set(rows.map((row) => row.number)).size).toBe(100)
    const second = await importing(folder, '--mapping', mapping)
    expect(second.counts.contracts).toEqual([100, 0, 0, 100, 0])
  })
})
