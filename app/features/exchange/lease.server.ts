import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { SystemScope } from '~/work/jobs'
import { WrongInput } from './mapping'

/**
 * Only one import at a time: whoever holds the lease. It is renewed every few seconds, and each transaction of an import proves first
 * that nobody has taken over meanwhile. The clock is the database's.
 */
const leaseSeconds = 30
const renewEverySeconds = 3
const until = sql<Date>`date_add(now(3), interval ${sql.lit(leaseSeconds)} second)`

/** Somebody else imports now, because this process was not heard of for too long. */
export class LeaseLost extends Error {
  override name = 'LeaseLost'
  constructor() {
    super('Another import has taken over, because this one was not heard of for too long. Run it again.')
  }
}

export class Lease {
  readonly owner = `${hostname()}#${process.pid}#${randomUUID()}`
  #renewing: ReturnType<typeof setInterval> | undefined

  /**
   * Waits for an import that has died; refuses (WrongInput) while one is alive, which shows in its renewing. One that died on
   * this machine is known at once.
   */
  async take(scope: SystemScope): Promise<void> {
    await this.#wait(scope)
    this.#renewing = setInterval(() => void this.renew(scope).catch(() => {}), renewEverySeconds * 1000)
    this.#renewing.unref()
  }

  async #wait(scope: SystemScope): Promise<void> {
    const lease = scope.bulk
    await lease.rows
      .insertInto('import_lease')
      .ignore()
      .values({ id: 1, owner: '', until: new Date(0) })
      .execute()
    let seen: number | null = null
    while (!(await this.#taken(scope, sql<boolean>`until < now(3)`))) {
      const holder = await lease.rows
        .selectFrom('import_lease')
        .select(['owner', 'until'])
        .where('id', '=', 1)
        .executeTakeFirstOrThrow()
      if (isDead(holder.owner) && (await this.#taken(scope, sql<boolean>`owner = ${holder.owner}`))) return
      const renewed = holder.until.getTime()
      if (seen !== null && renewed > seen)
        throw new WrongInput([
          `Another import is running (${holder.owner.split('#').slice(0, 2).join(', process ')}). Wait until it has ended.`,
        ])
      seen = renewed
      await wait(200)
    }
  }

  async #taken(scope: SystemScope, free: ReturnType<typeof sql<boolean>>): Promise<boolean> {
    const taken = await scope.bulk.rows
      .updateTable('import_lease')
      .set({ owner: this.owner, until })
      .where('id', '=', 1)
      .where(free)
      .executeTakeFirst()
    return taken.numUpdatedRows === 1n
  }

  /** Throws LeaseLost where it is somebody else's by now. */
  async renew(scope: SystemScope): Promise<void> {
    if (!(await this.#taken(scope, sql<boolean>`owner = ${this.owner}`))) throw new LeaseLost()
  }

  /**
   * As `renew`, inside a transaction: until that ends nobody can take it. Written and not only locked, because on a cluster a lock
   * holds on its own node alone, while of two who write one is undone.
   */
  async prove(scope: SystemScope): Promise<void> {
    await this.renew(scope)
  }

  async release(scope: SystemScope): Promise<void> {
    clearInterval(this.#renewing)
    await scope.bulk.rows
      .updateTable('import_lease')
      .set({ owner: '', until: sql<Date>`now(3)` })
      .where('id', '=', 1)
      .where('owner', '=', this.owner)
      .execute()
  }
}

/** Whether a holder ran on this machine and no longer does. */
function isDead(owner: string): boolean {
  const [host, pid] = owner.split('#')
  if (host !== hostname() || !pid) return owner === ''
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH'
  }
}
