import type { Chance } from './chance.ts'
import type { Company } from './companies.ts'
import { nameParts } from './companies.ts'
import { places } from './places.ts'

/** How many accounts a world has besides the named ones: none at scale 1, about four thousand at scale 500. */
export const moreCount = (scale: number): number => Math.round(180 * Math.sqrt(Math.max(0, scale - 1)))

const calderSize = 200
const calderNamed = 12
const home: Record<string, Pick<Company, 'currency' | 'sells'>> = {
  US: { currency: 'USD', sells: 'FFINC' },
  CA: { currency: 'CAD', sells: 'FFINC' },
  MX: { currency: 'USD', sells: 'FFINC' },
  BR: { currency: 'BRL', sells: 'FFINC' },
  AR: { currency: 'USD', sells: 'FFINC' },
  CL: { currency: 'USD', sells: 'FFINC' },
  PE: { currency: 'USD', sells: 'FFINC' },
  CN: { currency: 'CNY', sells: 'FFCN' },
  JP: { currency: 'JPY', sells: 'FFCN' },
  SG: { currency: 'SGD', sells: 'FFCN' },
  TH: { currency: 'USD', sells: 'FFCN' },
  MY: { currency: 'MYR', sells: 'FFCN' },
  AU: { currency: 'AUD', sells: 'FFCN' },
  NZ: { currency: 'NZD', sells: 'FFCN' },
  KW: { currency: 'KWD', sells: 'FFBV' },
  AE: { currency: 'AED', sells: 'FFBV' },
  IN: { currency: 'INR', sells: 'FFBV' },
  GB: { currency: 'GBP', sells: 'FFBV' },
  SE: { currency: 'SEK', sells: 'FFBV' },
  PL: { currency: 'PLN', sells: 'FFBV' },
  CH: { currency: 'CHF', sells: 'FFBV' },
  ZA: { currency: 'ZAR', sells: 'FFBV' },
}

/** The companies of the larger worlds: the big group grown to 200 accounts, other groups, and many on their own, few of them large. */
export const moreCompanies = (scale: number, chance: Chance): Company[] => {
  const wanted = moreCount(scale)
  const branches = calderBranches(Math.min(calderSize - calderNamed, Math.floor(wanted / 4)), chance)
  const made: Company[] = []
  while (branches.length + made.length < wanted) made.push(...group(branches.length + made.length, chance))
  return weighed([...branches, ...made])
}

const calderBranches = (count: number, chance: Chance): Company[] => {
  const towns = ['houston', 'chicago', 'losangeles', 'newark', 'atlanta', 'denver', 'toronto', 'vancouver', 'monterrey']
  return Array.from({ length: count }, (_, i) => {
    const place = chance.pick(towns)
    const country = places[place]?.country ?? 'US'
    const number = String(i + 101)
    return {
      code: `CALDER-${number}`,
      name: `Calder Ridge ${places[place]?.city ?? ''} ${number}`,
      owner: `CALDER-${country}`,
      place,
      does: 'buys' as const,
      class: chance.pick(['B', 'C', 'C']),
      ...(home[country] ?? { currency: 'USD', sells: 'FFINC' as const }),
      weight: 1 + chance.next() * 4,
      po: `CR-${number}-#`,
    }
  })
}

/** One company, or one with its branches. */
const group = (serial: number, chance: Chance): Company[] => {
  const size = chance.weighted([
    [7, 1],
    [2, 3],
    [1, 6],
  ] as const)
  const place = chance.pick(Object.keys(places))
  const top = named(`C${String(serial + 10_001)}`, place, chance)
  if (size === 1) return [top]
  const branches = Array.from({ length: size - 1 }, (_, i) => {
    const at = chance.is(0.6) ? place : chance.pick(Object.keys(places).filter((key) => sameCountry(key, place)))
    const city = places[at]
    const local = top.local && city?.local ? { local: `${top.local}${city.local.replace('市', '')}分公司` } : {}
    const branch = {
      ...top,
      ...local,
      code: `${top.code}-${i + 1}`,
      name: `${top.name} ${city?.city ?? ''}`,
      owner: top.code,
      place: at,
    }
    return { ...branch, weight: heavyTail(chance) }
  })
  return [{ ...top, weight: top.weight / 4 }, ...branches]
}

const sameCountry = (a: string, b: string) => places[a]?.country === places[b]?.country

/** Few are very large and most are small. */
const heavyTail = (chance: Chance) => Math.min(60, 0.15 * (chance.next() + 0.0005) ** -0.8)

const named = (code: string, place: string, chance: Chance): Company => {
  const country = places[place]?.country ?? ''
  const common = {
    code,
    place,
    does: 'buys' as const,
    class: chance.pick(['A', 'B', 'B', 'C', 'C', 'C'] as const),
    ...(home[country] ?? { currency: 'EUR', sells: 'FFBV' as const }),
    weight: heavyTail(chance),
    po: `${chance.pick(['PO', 'P', '45', 'B', 'OC', ''])}${chance.pick(['-', '', '/'])}#`,
  }
  if (country === 'CN') {
    const [first, second, third] = [
      chance.pick(nameParts.chinese[0]),
      chance.pick(nameParts.chinese[1]),
      chance.pick(nameParts.chinese[2]),
    ]
    const city = (places[place]?.local ?? '').replace('市', '')
    return {
      ...common,
      name: `${first[0]} ${second[0]} ${third[0]}`,
      local: `${city}${first[1]}${second[1]}${third[1]}`,
      language: 'zh-CN',
    }
  }
  return { ...common, name: nameParts.latin.map((words) => chance.pick(words)).join(' ') }
}

/** Three quarters of the orders of a large world come from the companies without a name of their own. */
const weighed = (made: Company[]): Company[] => {
  const named = 520
  const sum = made.reduce((total, one) => total + one.weight, 0)
  const share = Math.min(0.75, made.length / (made.length + 400))
  const factor = sum === 0 ? 1 : (named * share) / (1 - share) / sum
  return made.map((one) => ({ ...one, weight: one.weight * factor }))
}
