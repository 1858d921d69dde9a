/** Whether a decimal number as text ('-0.0000') is nothing. Apart from the arithmetic, which pages need not bring to a browser. */
export const isZero = (decimal: string): boolean => Number(decimal) === 0
