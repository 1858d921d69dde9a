import { sql } from 'kysely'
import { db, pool } from './database/connection.server'

/** mysql2 keeps these for itself and says nothing of them. */
type Inside = {
  _allConnections?: { length: number }
  _freeConnections?: { length: number }
  _connectionQueue?: { length: number }
}

/** What only a look can tell, taken when somebody reads the metrics. The outbox is counted by index over what is not done. */
export async function gauges(): Promise<Record<string, number>> {
  const { _allConnections: all, _freeConnections: free, _connectionQueue: queue } = pool as unknown as Inside
  const open = all?.length ?? 0
  return {
    quayside_database_connections: open,
    quayside_database_connections_busy: open - (free?.length ?? 0),
    quayside_database_waiting: queue?.length ?? 0,
    ...(await outboxDepth().catch(() => ({}))),
  }
}

async function outboxDepth(): Promise<Record<string, number>> {
  const { rows } = await sql<{ waiting: number | string; dead: number | string; late: number | string | null }>`
    select (select count(*) from outbox where state = 'waiting') as waiting, (select count(*) from outbox where state = 'dead') as dead,
      (select timestampdiff(second, min(run_at), utc_timestamp(3)) from outbox where state = 'waiting') as late`.execute(db)
  const [row] = rows
  return {
    quayside_outbox_waiting: Number(row?.waiting ?? 0),
    quayside_outbox_dead: Number(row?.dead ?? 0),
    quayside_outbox_late_seconds: Math.max(0, Number(row?.late ?? 0)),
  }
}
