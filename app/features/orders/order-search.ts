/** What one search looks at, at most; said on the page where there is more. */
export const mostFound = { numbers: 1000, products: 20 }
