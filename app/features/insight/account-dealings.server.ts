import type { Scope } from '~/access/scope.server'
import { listContracts } from '~/features/contracts/contracts.queries.server'
import { listInvoices } from '~/features/invoices/invoices.queries.server'
import { everyRequest } from '~/features/requests/request-filter'
import { listRequests } from '~/features/requests/requests.queries.server'

const first = { after: null, before: null }
const few = 5

export type Dealings = Awaited<ReturnType<typeof dealingsOf>>

/**
 * What is open with an account and those below it: requests and invoices, those due first, and contracts in force; five of each. Null
 * for a kind of which the reader may see none.
 */
export async function dealingsOf(scope: Scope<'staff', 'orders.read' | 'shipments.read'>, account: string) {
  const open = { q: '', view: 'open' as const, from: null, to: null, account }
  const [asked, billed, agreed] = [scope.also('requests.read'), scope.also('invoices.read'), scope.also('contracts.read')]
  const [requests, invoices, contracts] = await Promise.all([
    asked && listRequests(asked, { ...everyRequest, view: 'open', account }, first, few),
    billed && listInvoices(billed, open, first, few),
    agreed && listContracts(agreed, open, first, few),
  ])
  return { requests: requests?.rows ?? null, invoices: invoices?.rows ?? null, contracts: contracts?.rows ?? null }
}
