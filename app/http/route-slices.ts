import type { ServerBuild } from '@remix-run/node'
import { matchRoutes } from '@remix-run/react'
import { shapesOf } from './route-shapes.ts'

type Route = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children?: Route[] }

/** The routes that one kind of URL needs, as a build of its own. */
export type Slice = {
  build: ServerBuild
  /** The URL's pattern, `/portal/orders/:number`, or `unknown`. */
  pattern: string
}

type Slices = {
  /** The slice that answers a path. */
  find: (pathname: string) => Slice
  /** One that knows all of these paths, for the browser's question which routes its links lead to. */
  covering: (paths: readonly string[]) => Slice
}

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

function pick<T>(all: Record<string, T>, ids: ReadonlySet<string>): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)))
}

const cut = (build: ServerBuild, ids: ReadonlySet<string>, pattern: string): Slice => ({
  pattern,
  build: { ...build, routes: pick(build.routes, ids), assets: { ...build.assets, routes: pick(build.assets.routes, ids) } },
})

/** `/a/b/c` and what is above it: `/a/b`, `/a`, `/`. The browser needs those routes to go up. */
const withAbove = (path: string): string[] => {
  const segments = path.split('/').filter(Boolean)
  return [path, ...segments.map((_, end) => `/${segments.slice(0, end).join('/')}`)]
}

/**
 * Remix ranks and compiles every route of the application several times for each page, so that each page gets slower with every
 * page that is added. Here a request is answered by a build that holds only the routes which its URL can reach. Which these are is
 * Remix's own choice, made once for each shape of URL; and Remix still matches the URL itself, within the slice.
 */
export function sliceRoutes(build: ServerBuild): Slices {
  const tree = treeOf(build.routes) as Parameters<typeof matchRoutes>[0]
  const shapeOf = shapesOf(build.routes)
  const whole: Slice = { build, pattern: 'unknown' }
  const matches = new Map<string, Route[]>()
  const byShape = new Map<string, Slice>()
  const byRoutes = new Map<string, Slice>()

  const match = (shape: string): Route[] => {
    const found = matches.get(shape) ?? matchRoutes(tree, shape)?.map((one) => one.route as Route) ?? []
    matches.set(shape, found)
    return found
  }

  const sliceOf = (shape: string): Slice => {
    const path = match(shape)
      .map((route) => route.path)
      .filter(Boolean)
    const pattern = match(shape).length > 0 ? `/${path.join('/')}` : 'unknown'
    const ids = new Set(['root', ...withAbove(shape).flatMap((one) => match(one).map((route) => route.id))])
    const key = [pattern, ...[...ids].sort()].join('\n')
    const slice = byRoutes.get(key) ?? cut(build, ids, pattern)
    byRoutes.set(key, slice)
    return slice
  }

  const find = (pathname: string): Slice => {
    // An empty segment is nobody's URL, and Remix has views of its own about what it may mean.
    if (pathname.includes('//')) return whole
    const shape = shapeOf(pathname)
    const slice = byShape.get(shape) ?? sliceOf(shape)
    byShape.set(shape, slice)
    return slice
  }

  const covering = (paths: readonly string[]): Slice => {
    const ids = paths.flatMap((path) => Object.keys(find(path).build.routes))
    return cut(build, new Set(['root', ...ids]), 'manifest')
  }

  return { find, covering }
}
