import { randomInt } from 'node:crypto'

// Neither 0 and O nor 1 and I, which sound and look alike.
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A short random name that can be said on the phone: 'IM-7Q3KXW2M'. */
export const spokenCode = (prefix: string): string =>
  `${prefix}-${Array.from({ length: 8 }, () => letters[randomInt(letters.length)]).join('')}`
