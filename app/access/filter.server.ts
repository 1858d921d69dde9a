import type {
  DeleteQueryNode,
  Expression,
  ExpressionBuilder,
  IdentifierNode,
  InsertQueryNode,
  JoinNode,
  KyselyPlugin,
  OperationNode,
  ReferenceNode,
  SelectQueryNode,
  SqlBool,
  UpdateQueryNode,
} from 'kysely'
import { AliasNode, AndNode, expressionBuilder, OnNode, OperationNodeTransformer, ParensNode, TableNode, WhereNode } from 'kysely'

/** Tables of any name: with all of ours in the type each comparison in a rule would cost the compiler seconds. */
export type AnyTables = Record<string, Record<string, unknown>>
/** One row of a table inside a query, whatever the query calls the table. */
export type Row = { eb: ExpressionBuilder<AnyTables, string>; ref(column: string): Expression<unknown> }
/** Which rows may be seen; `true` means all of them. */
export type Rule = (row: Row) => Expression<SqlBool> | true
/** The rule of a table by its name; a table without one may not be named. */
export type Rules = (table: string) => Rule | undefined

/** What is only ever added to: a mistake is put right by a further entry. */
const appended: ReadonlySet<string> = new Set(['ledger_entries', 'audit_entries'])

function refuseAppended(heads: readonly OperationNode[]): void {
  for (const head of heads) {
    const table = AliasNode.is(head) ? head.node : head
    const name = TableNode.is(table) ? table.table.identifier.name : ''
    if (appended.has(name)) throw new Error(`entries of ${name} are added, never changed or removed`)
  }
}

type Filterable = SelectQueryNode | UpdateQueryNode | DeleteQueryNode

/**
 * Adds each table's rule wherever the table is read, joined, locked, updated or deleted, and throws where it cannot: a table
 * without a rule, another schema, a right join, raw `sql.table`. Forgetting the tenant is then not a matter of care.
 */
class Filter extends OperationNodeTransformer {
  readonly #rules: Rules
  /** Table nodes that were given their rule, or are mere qualifiers of a column. */
  readonly #known = new WeakSet<OperationNode>()
  /** Names of the CTEs in reach, innermost last. */
  readonly #names: Set<string>[] = []

  constructor(rules: Rules) {
    super()
    this.#rules = rules
  }

  #predicate(node: OperationNode): OperationNode | null {
    const table = AliasNode.is(node) ? node.node : node
    if (!TableNode.is(table)) return null
    const name = table.table.identifier.name
    this.#known.add(table)
    if (!table.table.schema && this.#names.some((names) => names.has(name))) return null
    const rule = table.table.schema ? undefined : this.#rules(name)
    if (!rule) throw new Error(`no rule for table ${name}`)
    const alias = AliasNode.is(node) ? (node.alias as IdentifierNode).name : name
    const eb = expressionBuilder<AnyTables, string>()
    const made = rule({ eb, ref: (column) => eb.ref(`${alias}.${column}` as never) })
    return made === true ? null : ParensNode.create(made.toOperationNode())
  }

  #filter<N extends Filterable>(node: N, heads: readonly OperationNode[], walk: (node: N) => N): N {
    const names = new Set((node.with?.expressions ?? []).map((one) => one.name.table.table.identifier.name))
    for (const name of names) if (this.#rules(name)) throw new Error(`a CTE may not be named like the table ${name}`)
    this.#names.push(names)
    const wheres = heads.map((head) => this.#predicate(head)).filter((one) => one !== null)
    const ons = (node.joins ?? []).map((join) => this.#predicate(join.table))
    const walked = walk(node)
    this.#names.pop()
    const joins = walked.joins?.map((join, index) => joinWith(join, ons[index] ?? null))
    const where = both(walked.where?.where, wheres)
    return { ...walked, ...(joins && { joins }), ...(where && { where: WhereNode.create(where) }) }
  }

  protected override transformSelectQuery(node: SelectQueryNode) {
    return this.#filter(node, node.from?.froms ?? [], (one) => super.transformSelectQuery(one))
  }
  protected override transformUpdateQuery(node: UpdateQueryNode) {
    refuseAppended([node.table].flat().filter((one) => one !== undefined))
    return this.#filter(node, [...(node.table ? [node.table] : []), ...(node.from?.froms ?? [])], (one) =>
      super.transformUpdateQuery(one),
    )
  }
  protected override transformDeleteQuery(node: DeleteQueryNode) {
    refuseAppended(node.from.froms)
    return this.#filter(node, [...node.from.froms, ...(node.using?.tables ?? [])], (one) => super.transformDeleteQuery(one))
  }
  protected override transformInsertQuery(_node: InsertQueryNode): InsertQueryNode {
    throw new Error('insert through scope.add')
  }
  protected override transformReference(node: ReferenceNode) {
    if (node.table) this.#known.add(node.table)
    return super.transformReference(node)
  }
  protected override transformCommonTableExpressionName(
    node: Parameters<OperationNodeTransformer['transformCommonTableExpressionName']>[0],
  ) {
    this.#known.add(node.table)
    return super.transformCommonTableExpressionName(node)
  }
  protected override transformTable(node: TableNode) {
    if (!this.#known.has(node)) throw new Error(`table ${node.table.identifier.name} where no rule can be added`)
    return super.transformTable(node)
  }
}

function both(first: OperationNode | undefined, more: readonly OperationNode[]): OperationNode | undefined {
  const start = first && more.length > 0 ? ParensNode.create(first) : first
  return more.reduce<OperationNode | undefined>((all, one) => (all ? AndNode.create(all, one) : one), start)
}

function joinWith(join: JoinNode, predicate: OperationNode | null): JoinNode {
  if (join.joinType !== 'InnerJoin' && join.joinType !== 'LeftJoin') throw new Error(`no ${join.joinType} here`)
  if (!predicate) return join
  const on = both(join.on?.on, [predicate])
  return on ? { ...join, on: OnNode.create(on) } : join
}

export const filtered = (rules: Rules): KyselyPlugin => ({
  transformQuery: ({ node }) => new Filter(rules).transformNode(node),
  transformResult: async ({ result }) => result,
})
