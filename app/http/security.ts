import { randomBytes } from 'node:crypto'
import type { RequestHandler, Response } from 'express'
import helmet from 'helmet'

/** A fresh nonce per request; scripts run by it alone, and what they load runs by `strict-dynamic`. */
const nonce: RequestHandler = (_request, response, next) => {
  response.locals.nonce = randomBytes(16).toString('base64')
  next()
}

/** Vite puts styles into the page and talks through a socket, in development only. */
export function securityHeaders({ development, https }: { development: boolean; https: boolean }): RequestHandler[] {
  const headers = helmet({
    // helmet's default makes Chromium send `Origin: null`, and every form posted without JavaScript would be refused.
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    xFrameOptions: { action: 'deny' },
    // Only part of the answers would carry it, and a browser complains of that.
    originAgentCluster: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        formAction: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        scriptSrc: ["'strict-dynamic'", (_request, response) => `'nonce-${(response as Response).locals.nonce}'`],
        styleSrc: development ? ["'self'", "'unsafe-inline'"] : ["'self'"],
        connectSrc: development ? ["'self'", 'ws:'] : ["'self'"],
      },
    },
  })
  const unlisted: RequestHandler = (_request, response, next) => {
    response.set('x-robots-tag', 'noindex, nofollow')
    next()
  }
  return [nonce, headers, unlisted]
}
