/** A route table as the words it spells out, level by level. */
type Level = { words: Map<string, { spelt: string; below: Level }>; any?: Level }

type Routes = Record<string, { parentId?: string | undefined; path?: string | undefined } | undefined>

/** Stands for any segment that no route spells out. */
export const anything = '~'

/** `dev/mail/:id?` is two patterns. */
const spreadOut = (segments: readonly string[]): string[][] =>
  segments.reduce<string[][]>(
    (all, segment) =>
      segment.endsWith('?') ? all.flatMap((one) => [one, [...one, segment.slice(0, -1)]]) : all.map((one) => [...one, segment]),
    [[]],
  )

function patternsOf(routes: Routes): string[][] {
  const pathOf = (id: string | undefined): string[] => {
    const route = id === undefined ? undefined : routes[id]
    return route ? [...pathOf(route.parentId), ...(route.path?.split('/') ?? [])] : []
  }
  return Object.keys(routes).flatMap((id) => spreadOut(pathOf(id).filter(Boolean)))
}

const newLevel = (): Level => ({ words: new Map() })

function add(top: Level, pattern: readonly string[]): void {
  let level = top
  for (const segment of pattern) {
    if (segment === '*') return
    if (/^:[\w-]+$/.test(segment)) {
      level.any ??= newLevel()
      level = level.any
      continue
    }
    if (/[:*?~]/.test(segment)) throw new Error(`route segment "${segment}": it must be a word, a parameter or *`)
    const word = level.words.get(segment.toUpperCase()) ?? { spelt: segment, below: newLevel() }
    level.words.set(segment.toUpperCase(), word)
    level = word.below
  }
}

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * Reduces a URL's path to its shape: the words that decide which route it is, and a placeholder for everything else. Two paths of
 * one shape match the same route. There are only as many shapes as the table can tell apart, whatever is asked for.
 */
export function shapesOf(routes: Routes): (pathname: string) => string {
  const top = newLevel()
  for (const pattern of patternsOf(routes)) add(top, pattern)

  return (pathname) => {
    const shape: string[] = []
    let levels = [top]
    for (const segment of pathname.split('/').filter(Boolean)) {
      const key = decoded(segment).toUpperCase()
      const word = levels.map((level) => level.words.get(key)).find(Boolean)
      shape.push(word?.spelt ?? anything)
      levels = levels.flatMap((level) => [level.words.get(key)?.below, level.any].filter((one) => one !== undefined))
      if (levels.length === 0) break
    }
    return `/${shape.join('/')}`
  }
}
