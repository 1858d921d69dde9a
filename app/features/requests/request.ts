/** Words and rules of a service request: what it may be, and how it may move. Pure; the demo world uses it as well. */

export const requestKinds = ['question', 'complaint', 'delivery_claim', 'return', 'billing'] as const
export type RequestKind = (typeof requestKinds)[number]

/** Who of the company that asks may read it. What the host opened for itself ('staff') no member sees. */
export const requestVisibilities = ['me', 'account', 'tree'] as const
export type RequestVisibility = (typeof requestVisibilities)[number] | 'staff'

export const requestStatuses = ['new', 'open', 'waiting_customer', 'waiting_third', 'solved', 'closed'] as const
export type RequestStatus = (typeof requestStatuses)[number]

export const priorities = ['urgent', 'high', 'normal', 'low'] as const
export type Priority = (typeof priorities)[number]

/** Which status may follow which. Whoever asked may always come back. */
export const transitions: Record<RequestStatus, readonly RequestStatus[]> = {
  new: ['open', 'waiting_customer', 'waiting_third', 'solved', 'closed'],
  open: ['waiting_customer', 'waiting_third', 'solved', 'closed'],
  waiting_customer: ['open', 'waiting_third', 'solved', 'closed'],
  waiting_third: ['open', 'waiting_customer', 'solved', 'closed'],
  solved: ['open', 'closed'],
  closed: ['open'],
}
export const mayFollow = (from: RequestStatus, to: RequestStatus): boolean => transitions[from].includes(to)

export const isOpenStatus = (status: RequestStatus): boolean => status !== 'solved' && status !== 'closed'

/** Whether the clock goes on: it rests while the customer is waited for, and once there is a solution. */
export const runsIn = (status: RequestStatus): boolean => isOpenStatus(status) && status !== 'waiting_customer'
