import type { Scope } from '~/access/scope.server'

/** Reading requests; beside them their orders and shipments are named. */
export const readingRequests = ['requests.read', 'orders.read', 'shipments.read'] as const
export type Reads = Scope<'portal' | 'staff', (typeof readingRequests)[number]>

/** The staff who read. */
export type Desk = Scope<'staff', (typeof readingRequests)[number]>

/** The staff who answer. */
export const workingRequests = [...readingRequests, 'requests.work'] as const
export type Works = Scope<'staff', (typeof workingRequests)[number]>

/** Members who ask. */
export const raisingRequests = [...readingRequests, 'requests.raise'] as const
export type Raises = Scope<'portal', (typeof raisingRequests)[number]>
