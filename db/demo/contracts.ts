import type { Terms } from '../../app/features/contracts/terms.ts'
import { lacksTerms, standingOn } from '../../app/features/contracts/terms.ts'
import type { Account } from './accounts.ts'
import type { Chance } from './chance.ts'
import type { Day } from './days.ts'
import { dayAt, dayOf, dayText, instantAt, yearOf } from './days.ts'
import type { World } from './world.ts'

/** What was agreed with whom: frameworks that renew themselves, prices for a year, and some of which the source says too little. */

type Said = Partial<Terms> & {
  title: readonly [en: string, zh: string]
  ends_text?: string
  starts_text?: string
  notice_text?: string
  commitment?: number
  per?: 'year' | 'term'
  agreed?: Day
}

const firstOf = (year: number): string => `${year}-01-01`
const lastOf = (year: number): string => `${year}-12-31`

/** A framework that is renewed each year; whoever buys much has undertaken how much. */
const framework = (account: Account, year: number, chance: Chance): Said => {
  const from = year - chance.whole(1, 4)
  return {
    title: ['Framework agreement for valves and fittings', '阀门与管件框架协议'],
    agreed: dayOf(firstOf(from)) - chance.whole(10, 40),
    starts_on: firstOf(from),
    ends_on: lastOf(from),
    renewal: 'R/P1Y',
    notice: chance.pick(['P1M', 'P3M', 'P3M', 'P6M']),
    ...(account.weight >= 16 && { commitment: account.weight * 25_000, per: 'year' as const }),
  }
}

const prices = (year: number): Said => ({
  title: [`Price agreement ${year}`, `${year} 年度价格协议`],
  starts_on: firstOf(year),
  ends_on: lastOf(year),
})

/** Contracts that show what can become of one, so near to today that somebody has to act. */
const special = (today: Day, year: number): Record<string, Said[]> => ({
  'BRACKWATER-RTM': [
    {
      title: ['Consignment store agreement, Botlek', '博特莱克寄售仓库协议'],
      starts_on: dayText(today - 326),
      ends_on: dayText(today + 39),
      renewal: 'R/P1Y',
      notice: 'P30D',
    },
    prices(year + 1),
    prices(year - 1),
  ],
  'BRACKWATER-AMS': [
    { title: ['Maintenance of actuators', '执行器维护合同'], starts_on: firstOf(year - 3), open_ended: 1 },
    {
      title: ['Maintenance of pumps', '水泵维护合同'],
      starts_on: firstOf(year - 3),
      ends_on: lastOf(year + 1),
      terminated_on: dayText(today - 60),
    },
  ],
  CALDER: [
    {
      title: ['Master supply agreement', '主供货协议'],
      starts_text: '[]/[]/2019',
      ends_on: lastOf(year + 2),
      notice_text: '60 days; 180 days',
      renewal: 'R2/P5Y',
    },
  ],
  KESSLER: [{ title: ['Distribution agreement', '经销协议'], starts_on: firstOf(year - 2), ends_text: 'see annex B' }],
})

export const addContracts = (world: World): void => {
  const chance = world.chance.fork('contracts')
  const named = special(world.today, yearOf(world.today))
  for (const account of world.accounts) {
    const year = yearOf(dayAt(world.now, account.zone))
    const buys = account.does === 'buys' || account.does === 'distributes'
    // Who was taken over, and most of the many of a large world, have none of their own.
    const has = buys && account.weight > 0 && !account.mergedInto && chance.is(world.scale > 1 ? 0.3 : 0.9)
    if (has) add(world, account, framework(account, year, chance), chance)
    if (has && chance.is(0.3)) add(world, account, prices(year), chance)
    for (const said of named[account.code] ?? []) add(world, account, said, chance)
  }
}

const add = (world: World, account: Account, { title, commitment, per, agreed, ...said }: Said, chance: Chance): void => {
  const { sink, now } = world
  const terms = {
    starts_on: null,
    ends_on: null,
    open_ended: 0,
    renewal: null,
    notice: null,
    terminated_on: null,
    ...{ agreed_text: null, starts_text: null, ends_text: null, renewal_text: null, notice_text: null, commitment_text: null },
    ...said,
  }
  const today = dayText(dayAt(now, account.zone))
  const id = sink.id('contracts')
  const began = terms.starts_on ? dayOf(terms.starts_on) : dayAt(now, account.zone) - 200
  const at = Math.min(instantAt(agreed ?? began - chance.whole(5, 30), 600, account.zone), now)
  sink.add('contracts', {
    id,
    legal_entity_id: account.entityId,
    number: `CT-${2000 + id}`,
    account_id: account.id,
    root_account_id: account.root.id,
    title: title[account.chinese ? 1 : 0],
    parties: `Fairlead Fittings; ${account.name}`,
    governing_law: account.chinese ? '中华人民共和国' : account.sells === 'FFINC' ? 'Illinois' : 'Netherlands',
    agreed_on: agreed === undefined ? null : dayText(agreed),
    ...terms,
    commitment: commitment ?? null,
    commitment_currency: account.currency,
    commitment_per: per ?? 'year',
    ...standingOn(terms, today),
    is_incomplete: lacksTerms(terms) ? 1 : 0,
    as_of: today,
    version: 1,
    created_at: at,
    updated_at: at,
  })
}
