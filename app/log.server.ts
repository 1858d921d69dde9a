import { pino } from 'pino'
import { env } from './env.server'

/**
 * One JSON line per event, to the standard output. Secrets never reach it: request lines carry the path without its query,
 * and these fields are blanked wherever an object brings them along.
 */
export const log = pino({
  level: env.NODE_ENV === 'test' ? 'silent' : env.LOG_LEVEL,
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: [
      'password',
      'token',
      'secret',
      'cookie',
      'authorization',
      '*.password',
      '*.token',
      '*.secret',
      '*.cookie',
      '*.authorization',
    ],
    censor: '[hidden]',
  },
})

export type Log = typeof log
