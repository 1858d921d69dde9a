import type { Account } from './accounts.ts'
import { bill } from './billing.ts'
import type { Product } from './catalogue.ts'
import type { Chance } from './chance.ts'
import { Lottery } from './chance.ts'
import type { Instant } from './days.ts'
import { instantAt, weekday } from './days.ts'
import { draftOrder } from './drafting.ts'
import { fulfil } from './fulfilling.ts'
import { groupBy } from './groups.ts'
import type { Numbers } from './numbers.ts'
import type { DraftOrder } from './orders.ts'
import { addOrder } from './orders.ts'
import { maybeAsk } from './requests.ts'
import type { World } from './world.ts'
import { daysOfHistory, isToldByHand } from './world.ts'

/** What was ordered on each day of the history, oldest first, and what became of it. */
export const addHistory = (world: World, products: readonly Product[], numbers: Numbers, tell: (done: number) => void): void => {
  const [chance, billing] = [world.chance.fork('orders'), world.chance.fork('billing')]
  const asking = world.chance.fork('requests')
  const buyers = new Lottery(
    world.accounts.filter((one) => one.weight > 0),
    (one) => one.weight,
  )
  const wanted = Math.round(2000 * world.scale)
  const shares = dayShares(world)
  let [due, made] = [0, 0]
  for (const [index, share] of shares.entries()) {
    due += share * wanted
    const placings: { account: Account; at: Instant; with: number }[] = []
    for (; made < Math.round(due); made++) {
      const account = buyers.draw(chance)
      const at = instantAt(world.today - daysOfHistory + index, chance.whole(450, 1090), account.zone)
      placings.push({ account, at, with: made })
      // Some order twice on a day, and the two are sent together.
      if (!chance.is(0.06)) continue
      const other = chance.is(0.2) ? sibling(world, account, chance.next()) : account
      placings.push({ account: other, at: at + chance.whole(5, 90) * 60_000, with: made })
      made++
    }
    const ready = placings.filter((one) => one.at <= world.now && !isTold(world, one.account, one.at)).sort((a, b) => a.at - b.at)
    const groups = groupBy(ready, (one) => one.with)
    for (const group of groups.values()) {
      const orders = group.map(({ account, at }) => draftOrder(world, numbers, products, account, at, chance))
      fulfil(world, numbers, orders, chance)
      for (const order of orders) record(world, numbers, order, { billing, asking })
    }
    tell(made)
  }
}

type Chances = { billing: Chance; asking: Chance }
const record = (world: World, numbers: Numbers, order: DraftOrder, { billing, asking }: Chances) => {
  addOrder(world, order)
  bill(world, numbers, order, billing)
  maybeAsk(world, order, asking)
}

/** Nothing but what is told happens in those weeks. */
const isTold = (world: World, account: Account, at: Instant): boolean =>
  isToldByHand(world, account) && at > world.now - 75 * 86_400_000

/** Fewer on weekends, and a little more every month. */
const dayShares = (world: World): number[] => {
  const weights = Array.from({ length: daysOfHistory + 1 }, (_, index) => {
    const day = weekday(world.today - daysOfHistory + index)
    return (day === 0 ? 0.05 : day === 6 ? 0.12 : 1) * (0.7 + (0.6 * index) / daysOfHistory)
  })
  const sum = weights.reduce((total, one) => total + one, 0)
  return weights.map((one) => one / sum)
}

const sibling = (world: World, account: Account, draw: number): Account => {
  const family = world.families.get(account.root.id) ?? [account]
  const near = family.filter((one) => one.weight > 0 && one.sells === account.sells && one.currency === account.currency)
  return near[Math.floor(draw * near.length)] ?? account
}
