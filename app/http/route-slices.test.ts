import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sliceRoutes } from './route-slices'

type Entry = [id: string, parent: string | undefined, path: string | undefined, index?: true]

function buildOf(entries: readonly Entry[]): ServerBuild {
  const all = [['root', undefined, ''] as Entry, ...entries]
  const routes = Object.fromEntries(
    all.map(([id, parentId, path, index]) => [id, { id, parentId, path, index, module: { default: () => null } }]),
  )
  return { routes, assets: { routes }, entry: { module: {} } } as unknown as ServerBuild
}

const build = buildOf([
  ['landing', 'root', undefined, true],
  ['sign-in', 'root', 'sign-in'],
  ['dev', 'root', 'dev/mail/:id?'],
  ['dev-html', 'root', 'dev/mail/:id/html'],
  ['shell', 'root', undefined],
  ['home', 'shell', 'portal', true],
  ['orders', 'shell', 'portal/orders'],
  ['new', 'shell', 'portal/orders/new'],
  ['order', 'shell', 'portal/orders/:number'],
  ['print', 'shell', 'portal/orders/:number/print'],
  ['files', 'root', 'files/*'],
  ['staff', 'root', 'staff'],
  ['staff-home', 'staff', undefined, true],
  ['staff-orders', 'staff', 'orders'],
])

type Tree = { id: string; path?: string; index?: boolean; children: Tree[] }
const treeOf = (part: ServerBuild, parent?: string): Tree[] =>
  Object.values(part.routes)
    .filter((route) => route?.parentId === parent)
    .map((route) => ({ ...(route as unknown as Tree), children: treeOf(part, route?.id) }))
const matched = (part: ServerBuild, path: string) =>
  matchRoutes(treeOf(part) as never, path)?.map(({ route, params }) => [(route as unknown as Tree).id, params]) ?? null

const paths = [
  '/',
  '/sign-in',
  '/SIGN-IN',
  '/sign-in/',
  '/dev/mail',
  '/dev/mail/42',
  '/dev/mail/mail/html',
  '/portal',
  '/portal/',
  '/portal/orders',
  '/portal/orders/new',
  '/portal/orders/SO-1',
  '/portal/orders/SO%2F1',
  '/portal/orders/%6Eew',
  '/portal/orders/orders',
  '/portal/orders/SO-1/print',
  '/portal/orders/new/print',
  '/portal/nothing/there',
  '/files/a/b/c/d/e/f/g/h/i/j',
  '/files',
  '/staff',
  '/staff/orders',
  '/staff/orders/x',
  '/nothing',
  '/%',
  '//',
  `/${'a/'.repeat(500)}`,
]

test.each(paths)('%s reaches the same route through its slice as through all of them', (path) => {
  expect(matched(sliceRoutes(build).find(path).build, path)).toEqual(matched(build, path))
})

test('a slice holds the branch and what lies above it, in routes and assets alike', () => {
  const { build: part, pattern } = sliceRoutes(build).find('/portal/orders/SO-1')
  expect(pattern).toBe('/portal/orders/:number')
  expect(Object.keys(part.routes)).toEqual(['root', 'landing', 'shell', 'home', 'orders', 'order'])
  expect(Object.keys(part.assets.routes)).toEqual(Object.keys(part.routes))
})

test('URLs that differ only in what no route spells out share one slice', () => {
  const { find } = sliceRoutes(build)
  expect(find('/portal/orders/SO-1')).toBe(find('/portal/orders/SO-2'))
  expect(find('/portal/orders/new')).not.toBe(find('/portal/orders/SO-2'))
  expect(find('/x/y')).toBe(find('/z/y/x'))
})

test('any number of URLs leaves few slices behind', () => {
  const { find } = sliceRoutes(build)
  const words = ['portal', 'orders', 'new', 'mail', 'x']
  const seen = new Set<unknown>()
  for (let i = 0; i < 20_000; i++) seen.add(find(`/${[...i.toString(5)].map((digit) => words[Number(digit)]).join('/')}`))
  expect(seen.size).toBeLessThan(40)
})

test('what the browser asks about several links is answered from their slices', () => {
  const { build: part } = sliceRoutes(build).covering(['/portal/orders', '/sign-in'])
  expect(Object.keys(part.routes)).toEqual(['root', 'landing', 'sign-in', 'shell', 'home', 'orders'])
})

test('a segment that is half word and half parameter is refused at start', () => {
  expect(() => sliceRoutes(buildOf([['csv', 'root', 'orders/:number.csv']]))).toThrow(':number.csv')
})

test('whatever the table and the URL, the slice matches as the whole does', () => {
  const segment = fc.constantFrom('a', 'b', 'new', ':id', ':other', ':id?', 'b?')
  const path = fc
    .array(segment, { minLength: 1, maxLength: 3 })
    .chain((list) => fc.constantFrom(list.join('/'), `${list.join('/')}/*`))
  const table = fc.array(fc.record({ path: fc.option(path, { nil: undefined }), under: fc.nat(), index: fc.boolean() }), {
    maxLength: 12,
  })
  const url = fc
    .array(fc.constantFrom('a', 'B', 'new', 'x', '%62', 'a%2Fb', ''), { maxLength: 6 })
    .map((list) => `/${list.join('/')}`)
  fc.assert(
    fc.property(table, fc.array(url, { minLength: 1, maxLength: 8 }), (rows, urls) => {
      const entries: Entry[] = []
      for (const [i, { path, under, index }] of rows.entries()) {
        const parents = ['root', ...entries.filter(([, , own, leaf]) => !leaf && !own?.endsWith('*')).map(([id]) => id)]
        entries.push(
          index && !path
            ? [`r${i}`, parents[under % parents.length], undefined, true]
            : [`r${i}`, parents[under % parents.length], path],
        )
      }
      const whole = buildOf(entries)
      const { find } = sliceRoutes(whole)
      for (const one of urls) expect([one, matched(find(one).build, one)]).toEqual([one, matched(whole, one)])
    }),
    { numRuns: 400 },
  )
})
