const query = (account: string | null) => (account ? `?account=${encodeURIComponent(account)}` : '')

/** The address of an item for its supplier; with its company where a number alone may mean two. */
export const itemHref = (sku: string, account: string | null, below = '') =>
  `/supplier/catalog/${encodeURIComponent(sku)}${below}${query(account)}`

/** The address of an item for staff, to whom a number alone may mean those of many suppliers. */
export const staffItemHref = (sku: string, account: string) => `/staff/catalog/${encodeURIComponent(sku)}${query(account)}`
