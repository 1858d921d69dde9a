import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { routeFiles, unguarded } from './support/route-files'

test('every loader and action is a call of the guard of its audience', async () => {
  const files = await routeFiles()
  expect(files.length).toBeGreaterThan(8)
  expect(files.flatMap(({ file, text }) => unguarded(file, text).map((name) => `${file} ${name}`))).toEqual([])
})

test('the first segment of a URL is the audience and the folder', async () => {
  for (const { file, path, audience } of await routeFiles()) {
    // A layout has no URL of its own.
    if (audience === 'anyone' || path === '/') continue
    expect([file, path.split('/')[1]]).toEqual([file, audience])
  }
})

test('every file of the folders of routes is in the map', async () => {
  const known = new Set((await routeFiles()).map(({ file }) => file))
  const folders = readdirSync('app/routes').filter((name) => existsSync(join('app/routes', name, '.')) && !/\.tsx?$/.test(name))
  const files = folders.flatMap((folder) => readdirSync(join('app/routes', folder)).map((name) => `routes/${folder}/${name}`))
  expect(files.filter((file) => /\.tsx?$/.test(file) && !/\.(test|server)\.tsx?$/.test(file) && !known.has(file))).toEqual([])
})

test('the check itself catches', () => {
  const found = (text: string) => unguarded('routes/portal/x.tsx', text)
  expect(found('export async function loader() {}')).toEqual(['loader'])
  expect(found("export const loader = staff.load('a', f)")).toEqual(['loader'])
  expect(found("export const action = member.load('a', f)")).toEqual(['action'])
  expect(found("export { loader } from './y'")).toEqual(['re-export'])
  expect(found("export const action = wrap(member.act('a', f))")).toEqual(['action'])
  expect(found("export const { loader } = pair(member.load('a', f))")).toEqual(['destructured'])
  expect(found("export const loader = member.load('a', f)\nexport const action = member.act('a', s, f)")).toEqual([])
})
