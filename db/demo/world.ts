import type { Account } from './accounts.ts'
import type { Chance } from './chance.ts'
import { homeCode } from './companies.ts'
import type { Day, Instant } from './days.ts'
import type { Billed } from './programmes.ts'
import type { Sink } from './sink.ts'

/** What everything in a demo world depends on. The same seed, scale and now give the same rows. */
export type World = {
  sink: Sink
  scale: number
  chance: Chance
  now: Instant
  /** The day of `now` in the host's own town. */
  today: Day
  /** The first day on which anybody orders. */
  start: Instant
  accounts: Account[]
  /** All accounts of a tree, by the id of its root. */
  families: Map<number, Account[]>
  /** Ids of the host's people, by the name before the @. */
  staff: Record<string, number>
  /** Ids of the members with a name of their own, by address. */
  members: Record<string, number>
  /** What was billed to the accounts that take part in a programme, by account. */
  billed: Map<number, Billed[]>
  /** The hash of the one password of all. */
  passwordHash: string
}

export const daysOfHistory = 720

/** In a small world the last weeks of the customer of the demo are told by hand. */
export const isToldByHand = ({ scale }: World, account: Account): boolean => scale < 5 && account.root.code === homeCode
