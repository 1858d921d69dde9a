import { setTimeout as wait } from 'node:timers/promises'
import type { SystemScope } from '~/work/jobs'
import { CsvReport } from './reports.server'
import type { Gone, Run } from './run.server'
import type { Seen } from './seen'

/** Lists what the source had brought of an entity before, and of which its files no longer hold the ids that were `seen`. */
export async function listGone(run: Run, entity: string, seen: Seen): Promise<Gone> {
  const { plan } = run.order
  const report = new CsvReport(run.reportPath(`gone-${entity}`), ['entity', 'id'])
  let count = 0
  for (let after = ''; ; ) {
    const rows = await pageOfRefs(run.scope, entity, plan.source, after)
    for (const { external_id } of rows) {
      if (seen.has(external_id)) continue
      count++
      await report.add([entity, external_id])
    }
    const last = rows.at(-1)
    if (!last) break
    after = last.external_id
    await wait(0)
  }
  await report.end()
  return { entity, count, path: report.path }
}

const pageOfRefs = (scope: SystemScope, entity: string, source: string, after: string) =>
  scope.bulk.rows
    .selectFrom('external_refs')
    .select('external_id')
    .where('entity', '=', entity)
    .where('source', '=', source)
    .where('external_id', '>', after)
    .orderBy('external_id')
    .limit(1000)
    .execute()
