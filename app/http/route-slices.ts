import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'

type Route = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children?: Route[] }

/** The routes that one kind of URL needs, as a build of its own. */
export type Slice = {
  build: ServerBuild
  /** The URL's pattern, `/portal/orders/:number`, or `unknown`. */
  pattern: string
}

/** Stands for any segment that is no word of the route table. */
const anything = '~'
const shapesKept = 5_000
/** No route is deeper; a longer path matches nothing or a splat. */
const deepest = 8

function treeOf(routes: ServerBuild['routes'], parent?: string): Route[] {
  return Object.values(routes).flatMap((route) => {
    if (!route || (route.parentId || undefined) !== parent) return []
    const { id, path, index, caseSensitive } = route
    const children = treeOf(routes, id)
    return [
      {
        id,
        ...(path !== undefined && { path }),
        ...(index && { index }),
        ...(caseSensitive && { caseSensitive }),
        ...(children.length > 0 && { children }),
      },
    ]
  })
}

/** Every fixed word that a URL may have, in the spelling of the table. */
function wordsOf(routes: ServerBuild['routes']): Map<string, string> {
  const words = new Map<string, string>()
  for (const segment of Object.values(routes).flatMap((route) => route?.path?.split('/') ?? [])) {
    if (/^:[\w-]+\??$/.test(segment) || segment === '*' || segment === '') continue
    if (/[:*?~]/.test(segment)) throw new Error(`route segment "${segment}": it must be a word, a parameter or *`)
    words.set(segment.toUpperCase(), segment)
  }
  return words
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * Remix ranks and compiles every route of the application four to six times for each page, so that a page gets slower with each
 * page that is added. Here each request is answered by a build that holds only the routes which its URL can reach: the branch it
 * matches and those of the paths above it (the browser needs them to go up). The choice is Remix's own, made once per shape of
 * URL; a shape is the path with every segment that no route spells out replaced by a placeholder, and so there are few.
 */
export function sliceRoutes(build: ServerBuild): {
  find: (pathname: string) => Slice
  manifest: (paths: readonly string[]) => Slice
} {
  const tree = treeOf(build.routes)
  const words = wordsOf(build.routes)
  const shapes = new Map<string, Slice>()
  const slices = new Map<string, Slice>()

  const shapeOf = (pathname: string): string =>
    pathname
      .split('/')
      .map((segment) => (segment === '' ? '' : (words.get(decoded(segment).toUpperCase()) ?? anything)))
      .join('/')

  const match = (path: string) =>
    matchRoutes(tree as Parameters<typeof matchRoutes>[0], path)?.map((one) => one.route as Route) ?? []

  const cut = (ids: Set<string>, pattern: string): Slice => {
    const pick = <T>(all: Record<string, T>): Record<string, T> =>
      Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)))
    const part = { ...build, routes: pick(build.routes), assets: { ...build.assets, routes: pick(build.assets.routes) } }
    return { build: part, pattern }
  }

  const kept = (ids: Set<string>, pattern: string): Slice => {
    const key = [...ids].sort().join('\n') + pattern
    const slice = slices.get(key) ?? cut(ids, pattern)
    slices.set(key, slice)
    return slice
  }

  const reach = (shape: string): Set<string> => {
    const segments = shape.split('/').filter(Boolean).slice(0, deepest)
    const above = segments.map((_, i) => `/${segments.slice(0, i).join('/')}`)
    return new Set(['root', ...[shape, ...above].flatMap((path) => match(path).map((route) => route.id))])
  }

  const find = (pathname: string): Slice => {
    const shape = shapeOf(pathname)
    const known = shapes.get(shape)
    if (known) return known
    const branch = match(shape)
    const path = branch
      .map((route) => route.path)
      .filter(Boolean)
      .join('/')
    const slice = kept(reach(shape), branch.length > 0 ? `/${path}` : 'unknown')
    if (shapes.size >= shapesKept) shapes.clear()
    shapes.set(shape, slice)
    return slice
  }

  const manifest = (paths: readonly string[]): Slice => {
    const ids = new Set(paths.flatMap((path) => Object.keys(find(path).build.routes)))
    return cut(ids.add('root'), 'manifest')
  }

  return { find, manifest }
}
