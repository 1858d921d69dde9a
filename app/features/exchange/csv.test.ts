import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { headerOf, rowsOf } from './csv.server'
import type { Delimiter, Encoding } from './scan.server'
import { scan } from './scan.server'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exchange-'))
})
afterAll(() => rm(folder, { recursive: true }))

let count = 0
const written = async (content: string | Buffer) => {
  const path = join(folder, `${count++}.csv`)
  await writeFile(path, content)
  return path
}

async function read(content: string | Buffer, encoding: Encoding = 'utf-8', delimiter: Delimiter | null = null) {
  const path = await written(content)
  const scanned = await scan(path, encoding, delimiter)
  const rows: [number, ...string[]][] = []
  for await (const { line, cells } of rowsOf(path, scanned)) rows.push([line, ...cells])
  return { header: headerOf(scanned), rows, delimiter: scanned.delimiter }
}
const problemOf = async (content: string | Buffer, encoding: Encoding = 'utf-8') =>
  await scan(await written(content), encoding).then(
    () => null,
    (error: Error) => error.message.replace(/^\d+\.csv /, ''),
  )

test.each([
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['CR', '\r'],
])('rows have the line they begin on, with line ends %s, blank lines and line ends in cells', async (_, end) => {
  const text = ['id,name', '1,"two', 'lines"', '', '2,"a ""quoted"" word"', '3,"', '', '"', '4,end'].join(end)
  const { header, rows } = await read(text)
  expect(header).toEqual(['id', 'name'])
  expect(rows).toEqual([
    [2, '1', `two${end}lines`],
    [5, '2', 'a "quoted" word'],
    [6, '3', `${end}${end}`],
    [9, '4', 'end'],
  ])
})

test.each([
  [',', 'a,b;c,d'],
  [';', 'a;b,c;d;e'],
  ['\t', 'a\tb\tc'],
  ['|', '"x,y,z,,,"|b|c'],
])('the delimiter is found in the header: %j', async (delimiter, header) => {
  const found = await read(`${header}\n1${delimiter}2`)
  expect(found.delimiter).toBe(delimiter)
  expect(found.rows).toEqual([[2, '1', '2']])
})

test('UTF-8 with and without its mark, and cp1252, give the same text', async () => {
  const text = 'id,name\n1,Ana Trujillo – Constitución €\n'
  const plain = await read(text)
  expect(await read(`\ufeff${text}`)).toEqual(plain)
  const western = Buffer.from(text.replace('–', '\x96').replace('€', '\x80'), 'latin1')
  expect(await read(western, 'cp1252')).toEqual(plain)
})

test('quotes within a cell are text', async () => {
  expect((await read('id,size\n1,5" pipe\n2,"5" pipe\n3,x')).rows).toEqual([
    [2, '1', '5" pipe'],
    [3, '2', '"5" pipe'],
    [4, '3', 'x'],
  ])
})

test('what is no CSV, or not in its encoding, is named with its place', async () => {
  const western = Buffer.from('id,name\n1,a\n2,Lule\xe5\n', 'latin1')
  expect(await problemOf(western)).toMatch(/^is not UTF-8: byte E5 on line 3\. .*cp1252/)
  expect(await problemOf('id\n1\n2é\n', 'cp1252')).toMatch(/should be cp1252, but is UTF-8/)
  expect(await problemOf('\ufeffid\n1\n', 'cp1252')).toMatch(/mark of UTF-8/)
  expect(await problemOf(Buffer.from('id\n1\n\x81\n', 'latin1'), 'cp1252')).toMatch(/is not cp1252: byte 81 on line 3/)
  expect(await problemOf(Buffer.from('\ufeffid,name\n', 'utf16le'))).toMatch(/is UTF-16/)
  expect(await problemOf('id\n1\n2\0\n')).toMatch(/zero byte on line 3/)
  expect(await problemOf('id,name\n1,"open\n2,x\n')).toMatch(/opens on line 2 and never closes/)
  expect(await problemOf('')).toMatch(/is empty/)
  expect(await problemOf(`id\n"${'x'.repeat(1_100_000)}\n`)).toMatch(/record of more than/)
  expect(await problemOf(Buffer.concat([Buffer.from('id\n'), Buffer.from('é').subarray(0, 1)]))).toMatch(/byte C3 on line 2/)
})

test('a character or a line end may lie across the pieces in which a file is read', async () => {
  const long = 'x'.repeat(1_000_000)
  for (const pad of [48_566, 48_567, 48_568, 48_569]) {
    const text = `id,name\r\n${long},a\r\n${'y'.repeat(pad)},€\r\n"z\r\n",b\r\n`
    const { rows } = await read(text)
    expect(rows.map(([line, , name]) => [line, name])).toEqual([
      [2, 'a'],
      [3, '€'],
      [4, 'b'],
    ])
  }
}, 30_000)
