import { expect, test } from 'vitest'
import { readNumber, writeNumber } from './typed-number'

test.each([
  ['100000', '100000'],
  ['100,000', '100000'],
  ['1,000,000', '1000000'],
  ['1.000.000', '1000000'],
  ['1 000 000', '1000000'],
  ['1\u00a0204,50', '1204.50'],
  ['1,204.50', '1204.50'],
  ['1.204,50', '1204.50'],
  ['1,234.567', '1234.567'],
  ['12,5', '12.5'],
  ['2.5', '2.5'],
  ['0,125', '0.125'],
  ['0.125', '0.125'],
  ['1204.125', '1204.125'],
  ['2.1250', '2.125'],
  ['2,1250', '2.125'],
  ['3.141593', '3.141593'],
  [' 007 ', '7'],
])('%s is read as %s', (typed, value) => expect(readNumber(typed)).toEqual({ value }))

test.each([
  ['100.000', { whole: '100000', decimal: '100' }],
  ['2.125', { whole: '2125', decimal: '2.1250' }],
  ['1000,000', { whole: '1000000', decimal: '1000' }],
])('%s could be either, and is none', (typed, unclear) => expect(readNumber(typed)).toEqual({ value: null, unclear }))

test.each(['', '-5', '1e3', '1,00,000', '10,0000.5', '1.000,000.5', '012,500', '1,000 000', '5,', ',5', 'abc'])(
  '“%s” is no number',
  (typed) => expect(readNumber(typed)).toEqual({ value: null, unclear: null }),
)

test('what is written into a field is read again as it was', () => {
  for (const value of ['2.125', '100', '100.5', '1204.125', '0.875', '12.1255', '999.999'])
    expect([value, readNumber(writeNumber(value))]).toEqual([value, { value }])
})
