import type { DatedFilter } from '~/ui/dated-filter'
import { readDatedFilter } from '~/ui/dated-filter'

/** What a list of contracts shows. What is open comes in the order of the day to mind next, the rest the other way round. */
export const contractViews = ['open', 'notice', 'ended', 'all'] as const
/** What staff see besides: those of which a date or a term is missing. */
export const staffViews = [...contractViews, 'incomplete'] as const
export type ContractView = (typeof staffViews)[number]
/** Looked for is the beginning of a number or of a title; the day is the one to mind next. */
export type ContractFilter = DatedFilter<ContractView>

export const readContractFilter = (search: URLSearchParams, audience: 'portal' | 'staff'): ContractFilter =>
  readDatedFilter<ContractView>(search, audience === 'staff' ? staffViews : contractViews)

export const isSoonestFirst = (view: ContractView): boolean => view !== 'ended' && view !== 'all'
