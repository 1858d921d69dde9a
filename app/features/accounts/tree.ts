/** Ownership as a drawn tree: each account below its parent, with its depth. No I/O. */

export type TreeNode = { id: string; parent_id: string | null }
export type Placed<N extends TreeNode> = N & { depth: number }

/**
 * Orders accounts as a tree is read: each parent before its children, in the given order among themselves. An account whose
 * parent is not among them stands at the top, so that nothing says that there is one above that the reader may not see.
 */
export function asTree<N extends TreeNode>(nodes: readonly N[]): Placed<N>[] {
  const children = childrenOf(nodes)
  const known = new Set(nodes.map((node) => node.id))
  const placed: Placed<N>[] = []
  const waiting = nodes
    .filter((node) => node.parent_id === null || !known.has(node.parent_id))
    .map((node) => ({ node, depth: 0 }))
    .reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, depth } = next
    placed.push({ ...node, depth })
    for (const child of (children.get(node.id) ?? []).toReversed()) waiting.push({ node: child, depth: depth + 1 })
  }
  return placed
}

/** The ids of an account and of everything below it, among the accounts given. */
export function branchIds(nodes: readonly TreeNode[], top: string): string[] {
  const children = childrenOf(nodes)
  const found = new Set([top])
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id)
  return [...found]
}

function childrenOf<N extends TreeNode>(nodes: readonly N[]): Map<string, N[]> {
  const children = new Map<string, N[]>()
  for (const node of nodes) {
    if (node.parent_id === null || node.parent_id === node.id) continue
    children.set(node.parent_id, [...(children.get(node.parent_id) ?? []), node])
  }
  return children
}
