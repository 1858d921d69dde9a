/** The page of a shipment for the staff: of the same company of the host as the page that leads there, saying what was done. */
export function shipmentHref(number: string, from: URL, done?: string): string {
  const search = new URLSearchParams()
  const entity = from.searchParams.get('entity')
  if (entity) search.set('entity', entity)
  if (done) search.set('done', done)
  const query = search.toString()
  return `/staff/shipments/${encodeURIComponent(number)}${query ? `?${query}` : ''}`
}

/** Which shipment a page is about. */
export const namedBy = (params: Record<string, string>, url: URL) => ({
  number: params.number ?? '',
  entity: url.searchParams.get('entity'),
})
