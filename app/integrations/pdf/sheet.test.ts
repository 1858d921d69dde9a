import { expect, test } from 'vitest'
import { readPdf } from '../../../tests/support/pdf'
import { runsOf } from './fonts.server'
import { Sheet } from './sheet.server'

const at = new Date('2026-06-11T08:20:00Z')
const sheet = (language = 'en') => new Sheet({ title: 'Invoice', author: 'Fairlead', language, at })
const foot = (page: number, pages: number) => `page ${page} of ${pages}`

test('each character is in a font that has it, whatever the language of the document', () => {
  const names = (text: string) => runsOf(text, 400).map(({ font, text: part }) => [font.name.slice(0, -4), part])
  expect(names('Fairlead 菲尔利德（上海）有限公司 2026')).toEqual([
    ['inter-latin', 'Fairlead '],
    ['noto-sans-sc-chinese-simplified', '菲尔利德（上海）有限公司 2026'],
  ])
  expect(names('客户“采购单”')).toEqual([['noto-sans-sc-chinese-simplified', '客户“采购单”']])
  expect(names('Customer’s “PO” · −5')).toEqual([['inter-latin', 'Customer’s “PO” · −5']])
  const texts = ['Łódź, Győr, Iași, İzmir', 'Œuvre, naïve', 'Петр', 'Ελλάδα', 'Đà Nẵng', '客户“采购单”', '1,204.50 €']
  for (const text of texts) {
    const runs = runsOf(text, 700)
    expect(runs.map((run) => run.text).join('')).toBe(text)
    for (const { font, text: part } of runs)
      for (const character of part) expect([part, font.has.has(character.codePointAt(0) ?? 0)]).toEqual([part, true])
  }
})

test('what is written can be read back: Latin, Chinese and a mixture, in embedded fonts', async () => {
  const made = sheet()
  const said = [
    'Invoice INV-31001, naïve café - 1,204.50 €',
    '发票 INV-31001：执行器 DN80',
    'Fairlead (Shanghai) 菲尔利德（上海）有限公司',
  ]
  for (const text of said) made.text(text)
  const { pages, fonts } = readPdf(await made.done(foot))
  const read = pages.join('').replace(/\s/g, '')
  for (const text of said) expect(read).toContain(text.replace(/\s/g, ''))
  expect(read).toContain('page1of1')
  expect(read).not.toContain('\ufffd')
  expect(fonts.every((name) => /NotoSansSC|Inter/.test(name))).toBe(true)
})

test('a long table goes over pages, each with its head and its foot, and every row once', async () => {
  const made = sheet('zh-CN')
  const rows = Array.from({ length: 120 }, (_, index) => ({ no: `row${index}.`, text: '密封垫圈 '.repeat(6) }))
  await made.table(
    [
      { head: 'No', share: 1, cell: (row: (typeof rows)[number]) => row.no },
      { head: 'Item', share: 3, cell: (row) => row.text, small: () => 'small' },
    ],
    rows,
  )
  const { pages } = readPdf(await made.done(foot))
  expect(pages.length).toBeGreaterThan(3)
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('Item')
    expect(page.replace(/\s/g, '')).toContain(`page${index + 1}of${pages.length}`)
  }
  const all = pages.join(' ').replace(/\s/g, '')
  for (const { no } of rows) expect(all.split(no)).toHaveLength(2)
})

test('a word that is wider than its column is broken, not lost', async () => {
  const made = sheet()
  const word = 'x'.repeat(200)
  await made.table(
    [
      { head: 'A', share: 1, cell: () => word },
      { head: 'B', share: 9, cell: () => 'b' },
    ],
    [{}],
  )
  const { pages } = readPdf(await made.done(foot))
  expect(pages.join('').replace(/[^x]/g, '')).toHaveLength(200)
})
