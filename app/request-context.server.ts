import { chooseLanguage } from './languages/choice'
import type { Language } from './languages/settings'
import type { Log } from './log.server'
import { log } from './log.server'
import type { Preferences } from './ui/preferences'
import { readPreferences } from './ui/preferences'

/**
 * What belongs to one HTTP request. Remix gives every loader its own copy of the request, and all of them this one object,
 * so what is found once (the visitor, above all) is kept here.
 */
export type RequestContext = {
  requestId: string
  /** Of the Content-Security-Policy: each inline script carries it. */
  nonce: string
  /** Aborted when the caller goes away before the answer is written. */
  closed: AbortSignal
  /** Aborted when the process is about to end: what has no end of its own ends then. */
  leaving: AbortSignal
  ip: string
  /** Each line carries the request's id. */
  log: Log
  /** Chosen by cookie or browser, until the access layer knows the person and sets theirs. */
  language: Language
  /** How this browser likes the frame: theme and rail. */
  preferences: Preferences
  /** Adds a Set-Cookie header to the answer, whatever the answer will be. */
  setCookie: (cookie: string) => void
  /** Replaces a header that every answer has otherwise; a Response of Remix could only add a second one. */
  setHeader: (name: string, value: string) => void
}

type Given = Pick<RequestContext, 'requestId' | 'nonce' | 'closed' | 'leaving' | 'ip' | 'setCookie' | 'setHeader'> & {
  cookies: string | undefined
  languages: string | undefined
}

const cookieValue = (cookies: string | undefined, name: string): string | undefined =>
  cookies
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1)

export function requestContext({ cookies, languages, ...rest }: Given): RequestContext {
  return {
    ...rest,
    log: log.child({ request: rest.requestId }),
    language: chooseLanguage(cookieValue(cookies, 'language'), languages),
    preferences: readPreferences(cookies ?? null),
  }
}
