import { expect, test } from 'vitest'
import { asTree, branchIds } from './tree'

const node = (id: string, parent_id: string | null = null) => ({ id, parent_id })
const drawn = (nodes: { id: string; parent_id: string | null }[]) =>
  asTree(nodes).map((one) => `${'·'.repeat(one.depth)}${one.id}`)

test('each account stands below its parent, in the given order', () => {
  const nodes = [node('branch b', 'top'), node('other'), node('top'), node('branch a', 'top'), node('shop', 'branch b')]
  expect(drawn(nodes)).toEqual(['other', 'top', '·branch b', '··shop', '·branch a'])
})

test('an account whose parent is out of sight stands at the top', () => {
  expect(drawn([node('shop', 'hidden'), node('stall', 'shop')])).toEqual(['shop', '·stall'])
})

test('a branch is an account and everything below it', () => {
  const nodes = [node('top'), node('a', 'top'), node('b', 'top'), node('a1', 'a'), node('a11', 'a1')]
  expect(branchIds(nodes, 'a')).toEqual(['a', 'a1', 'a11'])
  expect(branchIds(nodes, 'b')).toEqual(['b'])
  expect(new Set(branchIds(nodes, 'top'))).toEqual(new Set(nodes.map((one) => one.id)))
})

test('a circle, which cannot be, does no harm', () => {
  const nodes = [node('a', 'b'), node('b', 'a'), node('self', 'self')]
  expect(branchIds(nodes, 'a')).toEqual(['a', 'b'])
  expect(asTree(nodes).length).toBeLessThanOrEqual(3)
})
