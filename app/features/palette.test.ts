import { expect, test } from 'vitest'
import { findEverything } from './palette.server'
import type { Finder, Reads } from './registry.types'

const scope = { audience: 'portal' } as Reads
const finder = (kind: string, titles: string[], audience: Finder['audience'] = 'both'): Finder => ({
  kind,
  audience,
  find: async () => titles.map((title) => ({ kind, title, detail: '', path: `${kind}/${title}` })),
})
const all = async (finders: Finder[], text: string) => (await findEverything(scope, finders, text)).map((one) => one.all)
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

test('where there may be more than is shown, the way to the list of all leads on, if there is one', async () => {
  const six = finder('order', ['1', '2', '3', '4', '5', '6'])
  expect(await all([{ ...six, list: 'orders' }, { ...six, list: 'items?ended=1' }, six], ' a&b ')).toEqual([
    'orders?q=a%26b',
    'items?ended=1&q=a%26b',
    null,
  ])
  expect(await all([{ ...finder('order', ['1', '2']), list: 'orders' }], 'SO')).toEqual([null])
  const list = (audience: string, text: string) => (audience === 'portal' && text === 'SO' ? 'own' : null)
  expect([await all([{ ...six, list }], 'SO'), await all([{ ...six, list }], 'SH')]).toEqual([['own?q=SO'], [null]])
})
