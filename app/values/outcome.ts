/**
 * What a command can answer besides its result. Refusals are returned, so that the type makes the caller look;
 * what must end the request is thrown. Nothing here knows HTTP: the guards alone translate.
 */
export type Refusal = {
  refused: true
  field: string
  reason: string
  values?: Record<string, string | number>
  /** Not now: seconds until trying again makes sense. */
  retryAfter?: number
}

/** The input is understood and not accepted. `field` is a form field's name or '' for the whole form; `reason` a key of the languages. */
export const refuse = (field: string, reason: string, values?: Record<string, string | number>): Refusal => ({
  refused: true,
  field,
  reason,
  ...(values && { values }),
})

/** The key of its reason, with its values behind a bar where it has any: 'orders:promise.early|{"day":"…"}'. */
export const reasonOf = ({ reason, values }: Refusal): string => (values ? `${reason}|${JSON.stringify(values)}` : reason)

/** Too many tries: refused until `seconds` have passed. The reason is filled with `minutes`, rounded up. */
export const tooMany = (reason: string, seconds: number): Refusal => ({
  ...refuse('', reason, { minutes: Math.ceil(seconds / 60) }),
  retryAfter: Math.ceil(seconds),
})

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && (value as { refused?: unknown }).refused === true

/** The command worked and the reader should go on to another page of this site. */
export type Onward = { onward: string }
export const goTo = (path: string): Onward => ({ onward: path })
export const isOnward = (value: unknown): value is Onward =>
  typeof value === 'object' && value !== null && typeof (value as { onward?: unknown }).onward === 'string'

/** Not there, or not theirs: the two must look the same. */
export class NotFound extends Error {}
export const notFound = (): never => {
  throw new NotFound('not found')
}

/** Somebody else was faster. `changes` says what is different now, for the reader. */
export class Conflict extends Error {
  readonly changes: Record<string, string>
  constructor(changes: Record<string, string> = {}) {
    super('changed meanwhile')
    this.changes = changes
  }
}

/** A part that the answer needs (the database, the mail server) is not reachable now. */
export class Unavailable extends Error {}
