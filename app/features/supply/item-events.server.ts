import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { ProposalField } from './proposal'

type Reads = Scope<'supplier' | 'staff', 'catalog.read'>

/** What happened to an item. Of decisions the supplier learns when and why, not who it was. */
export type ItemEvent =
  | { kind: 'created'; at: Date }
  | { kind: 'changed'; at: Date; field: ProposalField; variant: string; from: string | null; to: string | null }
  | {
      kind: 'submitted' | 'first' | 'approved' | 'refused'
      at: Date
      number: string
      fields: ProposalField[]
      by: string | null
      reason: string | null
    }

const most = 50
const order = ['approved', 'refused', 'first', 'submitted', 'changed', 'created']

/** The latest of what happened to an item, newest first: of 50 proposed fields, and 50 changes of the ERP. */
export async function eventsOf(scope: Reads, item: { id: Id; account_id: Id; created_at: Date }): Promise<ItemEvent[]> {
  const [fields, changes] = await Promise.all([proposedOf(scope, item), changesOf(scope, item)])
  const events: ItemEvent[] = [
    ...together(fields.flatMap((row) => saidOf(row, scope.audience === 'staff'))),
    ...changes.map((row): ItemEvent => {
      const { field, variant, from_value: from, to_value: to, at } = row
      return { kind: 'changed', at, field: field as ProposalField, variant, from, to }
    }),
    { kind: 'created', at: item.created_at },
  ]
  // What happened in one instant stands the later before the earlier.
  return events.sort((a, b) => b.at.getTime() - a.at.getTime() || order.indexOf(a.kind) - order.indexOf(b.kind))
}

const proposedOf = (scope: Reads, item: { id: Id; account_id: Id }) =>
  scope.rows
    .selectFrom('proposal_fields as f')
    .innerJoin('proposals as p', 'p.id', 'f.proposal_id')
    .leftJoin('persons as proposer', 'proposer.id', 'p.submitted_by')
    .leftJoin('persons as first', 'first.id', 'f.first_approved_by')
    .leftJoin('persons as decider', 'decider.id', 'f.decided_by')
    .select(['p.number', 'p.submitted_at', 'f.field', 'f.decision', 'f.reason', 'f.decided_at', 'f.first_approved_at'])
    .select(['proposer.name as proposer', 'first.name as first', 'decider.name as decider'])
    .where('f.catalog_item_id', '=', item.id)
    .where('f.account_id', '=', item.account_id)
    .where('p.submitted_at', 'is not', null)
    .orderBy('f.id', 'desc')
    .limit(most)
    .execute()
type Field = Awaited<ReturnType<typeof proposedOf>>[number]

const changesOf = (scope: Reads, item: { id: Id; account_id: Id }) =>
  scope.rows
    .selectFrom('catalog_item_changes')
    .select(['field', 'variant', 'from_value', 'to_value', 'at'])
    .where('catalog_item_id', '=', item.id)
    .where('account_id', '=', item.account_id)
    .orderBy('id', 'desc')
    .limit(most)
    .execute()

type Said = Extract<ItemEvent, { number: string }>

function saidOf(row: Field, staff: boolean): Said[] {
  const of = { number: row.number, fields: [row.field as ProposalField], reason: null }
  const events: Said[] = []
  if (row.submitted_at) events.push({ ...of, kind: 'submitted', at: row.submitted_at, by: row.proposer })
  if (row.first_approved_at && staff) events.push({ ...of, kind: 'first', at: row.first_approved_at, by: row.first })
  if (row.decided_at && row.decision) {
    const by = staff ? row.decider : null
    events.push({ ...of, kind: row.decision as 'approved', at: row.decided_at, by, reason: row.reason })
  }
  return events
}

/** Fields of one proposal that were handed in, or decided, at once and with the same words are one entry. */
function together(events: readonly Said[]): Said[] {
  const byKey = new Map<string, Said>()
  for (const one of events) {
    const key = [one.kind, one.number, one.at.getTime(), one.by, one.reason].join('\n')
    const known = byKey.get(key)
    byKey.set(key, known ? { ...known, fields: [...one.fields, ...known.fields] } : one)
  }
  return [...byKey.values()]
}
