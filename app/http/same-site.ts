import type { RequestHandler } from 'express'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another site makes a browser send, before Remix sees it: Remix itself lets cross-site actions through by
 * `_data`, to resource routes, and where no Origin is sent. Programs without a browser send neither header and name their origin.
 */
export function sameSite(publicUrl: string): RequestHandler {
  return (request, response, next) => {
    if ('_data' in request.query) return void response.sendStatus(400)
    if (safe.has(request.method)) return next()
    const site = request.get('sec-fetch-site')
    if (site) return site === 'same-origin' ? next() : void response.sendStatus(403)
    const origin = request.get('origin')
    const own = origin === publicUrl || origin === `${request.protocol}://${request.get('host')}`
    return own ? next() : void response.sendStatus(403)
  }
}
