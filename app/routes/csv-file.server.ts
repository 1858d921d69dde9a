import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'

/** A list as a file to keep. What reads slowly is sent slowly: the next piece is read when the one before has gone. */
export const csvFile = (name: string, now: Date, pieces: AsyncIterable<string>): Response =>
  new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}-${now.toISOString().slice(0, 10)}.csv"`,
      'cache-control': 'private, no-store',
    },
  })
