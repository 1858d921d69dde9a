import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Entry {
  version?: string
  resolved?: string
  optionalDependencies?: Record<string, string>
}

const { packages }: { packages: Record<string, Entry> } = JSON.parse(readFileSync('package-lock.json', 'utf8'))

/** Where `name` is found from the package at `path`, as Node looks for it: beside it, then in each folder above. */
const isFound = (path: string, name: string): boolean => {
  if (packages[path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`]) return true
  return path !== '' && isFound(path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name)
}

// npm leaves out the programs of other systems where its registry does not hold them, and `npm ci` then refuses everywhere.
describe('package-lock.json', () => {
  it('names the programs of every system, so that npm ci takes it on each', () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isFound(path, name)),
    )
    expect(missing).toEqual([])
    expect(Object.entries(packages).filter(([path, { version }]) => path !== '' && !version)).toEqual([])
  })

  it('holds no address of a registry, so that each machine asks its own', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
  })
})
