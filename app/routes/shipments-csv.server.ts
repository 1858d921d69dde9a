import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import type { Reads } from '~/features/registry.types'
import { transportModes } from '~/features/shipments/shipment'
import { readFilter } from '~/features/shipments/shipment-filter'
import { shipmentsCsv } from '~/features/shipments/shipments.csv.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'

/** The list of shipments as a file. What reads slowly is sent slowly: the next piece is read when the one before has gone. */
export async function shipmentsFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'shipments')
  const words = {
    head: (column: string, zone: string) => String(t(`csv.${column}` as never, { zone } as never)),
    status: (status: string) => String(t(`status.${status}` as never)),
    mode: (mode: string) => ((transportModes as readonly string[]).includes(mode) ? String(t(`mode.${mode}` as never)) : mode),
  }
  const pieces = await shipmentsCsv(scope, readFilter(url.searchParams, scope.audience), words)
  const name = `shipments-${scope.now.toISOString().slice(0, 10)}.csv`
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
