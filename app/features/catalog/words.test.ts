import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedWords, productWords, wordsOf } from './words'

const finds = (typed: string, product: Parameters<typeof productWords>[0]) => {
  const words = productWords(product)
  return askedWords(typed).every((asked) => words.some((word) => word.startsWith(asked)))
}
const valve = { sku: 'FV-065-B', name: 'Gate valve DN65, brönze', local_name: '青铜闸阀 DN65' }

test.each([
  'fv-065',
  'FV065B',
  'gate',
  'valve dn65',
  'DN65 gate',
  'bronze',
  'BRÖNZE',
  'ＤＮ６５',
  '闸阀',
  '青铜闸阀',
  '阀 dn65',
  '铜闸阀DN65',
])('a product is found by %s', (typed) => expect(finds(typed, valve)).toBe(true))

test.each(['ball', 'valve dn50', '球阀', 'ate'])('and not by %s', (typed) => expect(finds(typed, valve)).toBe(false))

test('every beginning of every word finds it, whatever the text is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.nat(), (name, at) => {
      const words = wordsOf([name])
      const word = words[at % Math.max(1, words.length)]
      if (!word) return
      const asked = askedWords(word)
      expect(asked.every((one) => words.some((known) => known.startsWith(one)))).toBe(true)
    }),
  )
})

test('words are bounded', () => {
  const words = productWords({ sku: 'x'.repeat(60), name: '阀'.repeat(200), local_name: 'a b c '.repeat(100) })
  expect(words.length).toBeLessThanOrEqual(81)
  expect(Math.max(...words.map((word) => [...word].length))).toBeLessThanOrEqual(40)
})
