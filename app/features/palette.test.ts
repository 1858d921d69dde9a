import { expect, test } from 'vitest'
import { findEverything } from './palette.server'
import type { Finder, Reads } from './registry.types'

const scope = { audience: 'portal' } as Reads
const finder = (kind: string, titles: string[], audience: Finder['audience'] = 'both'): Finder => ({
  kind,
  audience,
  find: async () => titles.map((title) => ({ kind, title, detail: '', path: `${kind}/${title}` })),
})
const kinds = async (finders: Finder[], text: string) => (await findEverything(scope, finders, text)).map(({ kind }) => kind)

test('kinds come in their order, but first what is called exactly so', async () => {
  const finders = [finder('order', ['SO-1', 'SO-2']), finder('shipment', ['SH-9']), finder('account', [])]
  expect(await kinds(finders, 'SO')).toEqual(['order', 'shipment'])
  expect(await kinds(finders, ' sh-9 ')).toEqual(['shipment', 'order'])
  expect(await kinds(finders, 'SO-2')).toEqual(['order', 'shipment'])
})

test('one letter finds nothing, and neither do finders of another audience', async () => {
  expect(await kinds([finder('order', ['S'])], 'S')).toEqual([])
  expect(await kinds([finder('person', ['Ines'], 'staff')], 'Ines')).toEqual([])
})
