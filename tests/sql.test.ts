import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// MySQL passes over a hint that names an index which is not there, without a word.

const schema = readFileSync('db/schema.sql', 'utf8')
const indexes = new Set([...schema.matchAll(/^ {2}(?:UNIQUE )?KEY `(\w+)`/gm)].map(([, name]) => name))

test.each(globSync(['app/features/*/*.sql', 'tests/lists.sql']))('the indexes that %s names exist', (file) => {
  const named = [...readFileSync(file, 'utf8').matchAll(/\/\*\+ INDEX\(\w+ (\w+)\) \*\//g)].map(([, name]) => name)
  expect(named).not.toEqual([])
  expect(named.filter((name) => !indexes.has(name))).toEqual([])
})
