import type { Id } from '~/database/tables'
import type { Invariant } from '~/features/registry.types'
import { contractDrifts, driftIn } from './projection.server'

const enough = 20

/** How a contract is stored to stand is what its dates and terms make of the day on which that was written. */
const projected: Invariant = {
  name: 'contracts.projected',
  async check(scope) {
    const broken: string[] = []
    for (let after: Id = '0'; broken.length < enough; ) {
      const rows = await scope.rows
        .selectFrom('contracts')
        .select('id')
        .where('id', '>', after)
        .orderBy('id')
        .limit(500)
        .execute()
      const last = rows.at(-1)
      if (!last) break
      const drifts = await contractDrifts(
        scope,
        rows.map((row) => row.id),
        { asStored: true },
      )
      broken.push(...drifts.flatMap((one) => (driftIn(one).length > 0 ? [`${one.number}: ${driftIn(one).join(', ')}`] : [])))
      after = last.id
    }
    return broken.slice(0, enough)
  },
}

/** A document of a contract has a file, and a file that belongs to one is of the same account. */
const documented: Invariant = {
  name: 'contracts.documents-kept',
  async check(scope) {
    const rows = await scope.rows
      .selectFrom('contract_documents as d')
      .innerJoin('contracts as c', 'c.id', 'd.contract_id')
      .leftJoin('files as f', 'f.contract_document_id', 'd.id')
      .select(['c.number', 'd.title'])
      .where('f.id', 'is', null)
      .limit(enough)
      .execute()
    return rows.map((row) => `${row.number}: ${row.title}`)
  },
}

export const contractInvariants: Invariant[] = [projected, documented]
