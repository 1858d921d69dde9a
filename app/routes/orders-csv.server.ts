import { Readable } from 'node:stream'
import { createReadableStreamFromReadable } from '@remix-run/node'
import { readFilter } from '~/features/orders/order-filter'
import type { Reads } from '~/features/orders/order-reach.server'
import { ordersCsv } from '~/features/orders/orders.csv.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'

/** The list of orders as a file. What reads slowly is sent slowly: the next piece is read when the one before has gone. */
export async function ordersFile(scope: Reads, url: URL, language: Language): Promise<Response> {
  const t = texts[language].getFixedT(language, 'orders')
  const words = {
    head: (column: string, zone: string) => String(t(`csv.${column}` as never, { zone } as never)),
    status: (status: string) => String(t(`status.${status}` as never)),
  }
  const pieces = await ordersCsv(scope, readFilter(url.searchParams), words)
  const name = `orders-${scope.now.toISOString().slice(0, 10)}.csv`
  return new Response(createReadableStreamFromReadable(Readable.from(pieces)), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  })
}
