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
    const origin = request.get('origin')
    const ours = site ? site === 'same-origin' : origin === publicUrl || origin === `${request.protocol}://${request.get('host')}`
    if (!ours) return void response.sendStatus(403)
    // Remix would compare it with the Host header, which a proxy may have changed.
    delete request.headers.origin
    next()
  }
}
