import type { RequestHandler } from 'express'
import sirv from 'sirv'

const year = 31_536_000

/**
 * The built files, read once at start, with the compressed copies that the build put beside them. Names in `assets` change with their
 * content and are kept for ever; the others an hour.
 */
export function assets(folder: string): RequestHandler {
  return sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    maxAge: 3_600,
    setHeaders(response, path) {
      if (path.startsWith('/assets/')) response.setHeader('cache-control', `public, max-age=${year}, immutable`)
    },
  }) as RequestHandler
}
