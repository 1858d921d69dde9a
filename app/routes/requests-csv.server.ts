import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { RequestFilter } from '~/features/requests/request-filter'
import { requestsCsv } from '~/features/requests/requests.csv.server'
import type { Reads } from '~/features/requests/requests.reach'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'

/** The list of requests as a file. What reads slowly is sent slowly: the next piece is read when the one before has gone. */
export async function requestsFile(scope: Reads, filter: RequestFilter, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'requests')
  const word = (key: string) => String(t(key as never))
  const statuses = scope.audience === 'staff' ? 'status' : 'yourStatus'
  const pieces = await requestsCsv(scope, filter, {
    head: (column, zone) => String(t(`csv.${column}` as never, { zone } as never)),
    kind: (kind) => word(`kind.${kind}`),
    status: (status) => word(`${statuses}.${status}`),
    priority: (priority) => word(`priority.${priority}`),
  })
  const name = `requests-${scope.now.toISOString().slice(0, 10)}.csv`
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
