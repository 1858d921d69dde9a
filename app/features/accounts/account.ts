/** Where the relation with a company stands. */
export const stages = ['prospect', 'new', 'active', 'at_risk', 'lost'] as const
export type Stage = (typeof stages)[number]

/** What a company does with the host, in any combination: each is a flag of the account. */
export const doings = ['buys', 'distributes', 'supplies'] as const
export type Doing = (typeof doings)[number]
export type Does = Record<Doing, number>

export const doingsOf = (account: Does): Doing[] => doings.filter((one) => account[one] === 1)

/** A dated relation of two companies that is not ownership: who distributes to whom, and who forwards for whom. */
export const linkKinds = ['serves', 'acts_for'] as const

/** What somebody of the host's staff does for an account, in the order in which they are asked. */
export const teamRoles = ['manager', 'inside_sales', 'service', 'finance'] as const
export type TeamRole = (typeof teamRoles)[number]

/** What the list of accounts shows, as its URL says it. */
export type AccountFilter = {
  /** Looked for: a code, a name, a city. */
  q: string
  does: Doing | null
  class: string | null
  stage: Stage | null
  /** Also those that nobody deals with any more. */
  ended: boolean
  sort: 'name' | 'code'
}

/** Nothing that is looked for is longer. */
const longest = 80
const oneOf = <T extends string>(known: readonly T[], text: string | null): T | null => known.find((one) => one === text) ?? null

/** Reads the search parameters of the list; what means nothing is left out, so that an old link still shows something. */
export function readFilter(search: URLSearchParams): AccountFilter {
  const letter = (search.get('class') ?? '').trim().toUpperCase()
  return {
    q: [...(search.get('q') ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join(''),
    does: oneOf(doings, search.get('does')),
    class: /^[A-Z]$/.test(letter) ? letter : null,
    stage: oneOf(stages, search.get('stage')),
    ended: search.get('ended') === '1',
    sort: search.get('sort') === 'code' ? 'code' : 'name',
  }
}

/** Whether the list shows less than the accounts that are active. */
export const isNarrowed = (filter: AccountFilter): boolean =>
  filter.q !== '' || filter.does !== null || filter.class !== null || filter.stage !== null
