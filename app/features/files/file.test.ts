import { expect, test } from 'vitest'
import { cleanName, disposition, kindByName, kindOf } from './file'

test('names lose folders, controls and direction marks, and keep their ending', () => {
  expect(cleanName('..\\..\\boot.ini')).toBe('boot.ini')
  expect(cleanName('../../etc/passwd')).toBe('passwd')
  expect(cleanName('.htaccess')).toBe('htaccess')
  expect(cleanName('signed\u202Efdp.exe')).toBe('signedfdp.exe')
  expect(cleanName('  a\r\n b\t.pdf')).toBe('a b.pdf')
  expect(cleanName('签收单.pdf')).toBe('签收单.pdf')
  expect(cleanName('///')).toBe('file')
  expect(cleanName(`${'x'.repeat(300)}.pdf`)).toHaveLength(120)
})

test('a kind is what the first bytes say', () => {
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'))
  expect(kindOf(bytes('%PDF-1.4'))).toBe('pdf')
  expect(kindOf(bytes('\xff\xd8\xff\xe0'))).toBe('jpeg')
  expect(kindOf(bytes('RIFF\x00\x00\x00\x00WEBPVP8 '))).toBe('webp')
  for (const other of ['', 'GIF89a', '<svg', 'PK\x03\x04', ' %PDF-', 'RIFF\x00\x00\x00\x00WAVE'])
    expect(kindOf(bytes(other))).toBeNull()
  expect([kindByName('a.PDF'), kindByName('a.pdf.exe'), kindByName('pdf')]).toEqual(['pdf', null, null])
})

test('a download is named for old programs and for new ones, and its name ends nothing', () => {
  expect(disposition('签收单 "1".pdf')).toBe(
    `attachment; filename="___ _1_.pdf"; filename*=UTF-8''%E7%AD%BE%E6%94%B6%E5%8D%95%20%221%22.pdf`,
  )
})
