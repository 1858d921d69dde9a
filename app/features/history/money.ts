import type { TimelineEntry } from '~/features/registry.types'

type Facts = TimelineEntry['facts']

/** Names of facts and of fields that are about prices, in any spelling. */
const aboutMoney = /price|amount|total|discount|freight|currency|(^|_)(net|tax)(_|$)/i

/**
 * Whether an entry tells of prices: a fact is named like one, or it tells of a change to such a field. Such entries belong to the
 * group 'money', and nobody sees them whose role sees no prices.
 */
export const tellsOfMoney = (facts: Facts): boolean =>
  Object.keys(facts).some((name) => aboutMoney.test(name)) || (typeof facts.field === 'string' && aboutMoney.test(facts.field))
