import type { RequestHandler } from 'express'
import sirv from 'sirv'

const year = 31_536_000
/** What tells a browser how to treat a document says nothing of a script or a font, and would be half of a small one. */
const ofDocuments = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'referrer-policy',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-robots-tag',
  'x-xss-protection',
]

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
      if (!path.startsWith('/assets/')) return
      response.setHeader('cache-control', `public, max-age=${year}, immutable`)
      if (/\.(js|css|woff2)$/.test(path)) for (const name of ofDocuments) response.removeHeader(name)
    },
  }) as RequestHandler
}
