import { describe, expect, it } from 'vitest'
import { currencyDigits, formatAmount, formatMoney, formatUnitPrice } from './money'
import { formatQuantity } from './quantity'

describe('amounts', () => {
  it('have the digits of their currency', () => {
    expect(['EUR', 'JPY', 'KWD'].map(currencyDigits)).toEqual([2, 0, 3])
    expect(formatAmount('en', '46180.5', 'EUR')).toBe('46,180.50')
    expect(formatAmount('en', '1284750', 'JPY')).toBe('1,284,750')
    expect(formatAmount('zh-CN', '12.3450', 'KWD')).toBe('12.345')
  })
  it('are exact beyond what a float can hold', () => {
    expect(formatAmount('en', '123456789012345678.91', 'EUR')).toBe('123,456,789,012,345,678.91')
  })
  it('name the currency first and do not break from it', () => {
    expect(formatMoney('en', '1500', 'EUR')).toBe('EUR\u00a01,500.00')
    expect(formatMoney('en', '-504.5', 'USD')).toBe('USD\u00a0−504.50')
  })
  it('keep the small digits of a unit price', () => {
    expect(formatUnitPrice('en', '2.457500', 'EUR')).toBe('2.4575')
    expect(formatUnitPrice('en', '2.400000', 'EUR')).toBe('2.40')
    expect(formatUnitPrice('en', '0.000001', 'JPY')).toBe('0.000001')
  })
})

describe('quantities', () => {
  it('have no idle zeros', () => {
    expect(['12.500000', '8.000000', '0.000001', '1284.750000'].map((value) => formatQuantity('en', value))).toEqual([
      '12.5',
      '8',
      '0.000001',
      '1,284.75',
    ])
  })
})
