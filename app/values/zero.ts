/** Whether a decimal number as text ('-0.0000') is nothing. Apart from the arithmetic, which pages need not bring to a browser. */
export const isZero = (decimal: string): boolean => Number(decimal) === 0

/** '8.000000' → '8', '1.500000' → '1.5': a decimal number as people type it. */
export const withoutIdleZeros = (decimal: string): string => (decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal)
