import { createHash } from 'node:crypto'
import { hashSync } from '@node-rs/argon2'
import { addLegalEntities, makeAccounts } from './accounts.ts'
import type { Product } from './catalogue.ts'
import { makeAssortments, makeProducts } from './catalogue.ts'
import { Chance } from './chance.ts'
import { addHistory } from './chronicle.ts'
import { addContracts } from './contracts.ts'
import { dayAt } from './days.ts'
import { groupBy } from './groups.ts'
import { addImports } from './imports.ts'
import { Numbers } from './numbers.ts'
import { makePeople } from './people.ts'
import { demoPassword } from './persons.ts'
import { addProgrammes } from './programmes.ts'
import { addProposals } from './proposals.ts'
import { addPurchases } from './purchases.ts'
import { redSeaOrder, sendThroughRedSea } from './red-sea.ts'
import { tellRequests } from './requests.ts'
import type { Chunk } from './sink.ts'
import { Sink } from './sink.ts'
import { stories } from './stories.ts'
import type { Telling } from './storytelling.ts'
import { tell } from './storytelling.ts'
import { makeItems } from './supply.ts'
import type { World } from './world.ts'
import { daysOfHistory } from './world.ts'

export type Settings = { scale: number; seed: string; now: number }

/** Makes all rows of a demo world and hands them on in pieces, parents before children. The same settings give the same rows. */
export const generate = (
  { scale, seed, now }: Settings,
  handOn: (chunk: Chunk) => void,
  told: (orders: number) => void,
): void => {
  const sink = new Sink(handOn)
  const today = dayAt(now, 'Europe/Amsterdam')
  const world: World = {
    sink,
    scale,
    chance: new Chance(`quayside ${seed}`),
    now: now - (now % 60_000),
    today,
    start: (today - daysOfHistory) * 86_400_000,
    accounts: [],
    families: new Map(),
    staff: {},
    members: {},
    billed: new Map(),
    passwordHash: passwordHash(seed),
  }
  addLegalEntities(sink)
  world.accounts = makeAccounts(world)
  world.families = groupBy(world.accounts, (one) => one.root.id)
  const products = makeProducts(world, world.accounts)
  makeAssortments(world, world.accounts, products)
  makePeople(world)
  const items = makeItems(world, products)
  addProposals(world, items)
  addPurchases(world, items)
  const numbers = new Numbers(world.start, scale, namedNumbers)
  addHistory(world, products, numbers, told)
  tellStories(world, products, numbers)
  addProgrammes(world)
  addContracts(world)
  sink.end()
}

const allStories = [...stories, redSeaOrder]
const namedNumbers: ReadonlySet<string> = new Set(
  allStories.flatMap((story) => [story.number, ...(story.loads ?? []).map((load) => load.number), 'SH-90377']),
)

const tellStories = (world: World, products: readonly Product[], numbers: Numbers) => {
  const telling: Telling = {
    world,
    numbers,
    products: new Map(products.map((one) => [one.sku, one])),
    accounts: new Map(world.accounts.map((one) => [one.code, one])),
    drafts: new Map(),
    chance: world.chance.fork('stories'),
  }
  tell(telling, allStories, () => sendThroughRedSea(telling))
  tellRequests(telling)
  addImports(telling)
}

/** One hash for all, with a salt from the seed: the password is public, and the world repeatable. */
const passwordHash = (seed: string): string =>
  hashSync(demoPassword, {
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
    salt: createHash('sha256').update(`salt ${seed}`).digest().subarray(0, 16),
  })
