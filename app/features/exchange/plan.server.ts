import { access, readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import type { ImportEntity } from '~/features/import.types'
import type { ColumnKind } from '~/values/columns'
import { headerOf, rowsOf } from './csv.server'
import type { Cells, Reader } from './expressions'
import { columnsRead, compile, conditionColumns, test } from './expressions'
import type { Format } from './formats'
import { datePattern } from './formats'
import type { Feed, FeedFormat, LookupSource, Mapping } from './mapping'
import { entityName, isRequired, readMapping, WrongInput } from './mapping'
import type { Delimiter, Encoding, Scanned } from './scan.server'
import { scan } from './scan.server'

/** One file that feeds one entity, checked and ready to be read. */
export type PlannedFeed = {
  entity: ImportEntity
  file: string
  path: string
  scanned: Scanned
  width: number
  columns: { name: string; kind: ColumnKind; read: Reader; from: string[] }[]
  indexOf(column: string): number
  wanted: (cells: Cells) => boolean
  parentSource: string
}

export type Plan = { folder: string; source: string; legalEntity: Mapping['legalEntity']; feeds: PlannedFeed[] }

type Entities = ReadonlyMap<string, ImportEntity>

/**
 * Opens everything that an import will read: the mapping, its lookups, and each file from its first byte to its last. Throws
 * WrongInput with all that is wrong; nothing has been written then.
 */
export async function plan(folder: string, mappingPath: string | null, entities: Entities): Promise<Plan> {
  const isFolder = await stat(folder).then(
    (one) => one.isDirectory(),
    () => false,
  )
  if (!isFolder) throw new WrongInput([`${folder} is no folder`])
  const given = mappingPath === null ? nothingSaid : await mappingFrom(mappingPath, entities)
  const mapping = given.feeds.length > 0 ? given : { ...given, feeds: await usualFeeds(folder, entities) }
  const desk = new Desk(folder, mapping)
  const lookups = await settledAll(
    Object.entries(mapping.lookups).map(async ([name, one]) => [name, await desk.lookup(name, one)] as const),
  )
  const tables = new Map(lookups)
  const feeds = await settledAll(mapping.feeds.map((feed) => desk.feed(feed, entities.get(feed.entity) as ImportEntity, tables)))
  return { folder, source: mapping.source, legalEntity: mapping.legalEntity, feeds }
}

/** All results, or one WrongInput with the problems of every one that failed. */
async function settledAll<R>(work: Promise<R>[]): Promise<R[]> {
  const results = await Promise.allSettled(work)
  const problems = results.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
  const bug = problems.find((one) => !(one instanceof WrongInput))
  if (bug) throw bug
  if (problems.length > 0) throw new WrongInput([...new Set(problems.flatMap((one) => one.message.split('\n')))])
  return results.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
}

async function mappingFrom(path: string, entities: Entities): Promise<Mapping> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new WrongInput([`${path} cannot be read: ${error.code}`])
  })
  return readMapping(text, basename(path), new Map([...entities].map(([name, entity]) => [name, entity.schema])))
}

const nothingSaid: Mapping = { source: 'erp', lookups: {}, feeds: [] }

/** Where no mapping says otherwise, each entity comes from the file of its name, and each column from the one of its name. */
async function usualFeeds(folder: string, entities: Entities): Promise<Feed[]> {
  const names = await readdir(folder)
  const feeds = names.flatMap((file) => {
    const entity = /\.csv$/i.test(file) ? entities.get(entityName(file.slice(0, -'.csv'.length))) : undefined
    return entity ? [{ entity: entity.name, file, columns: {} }] : []
  })
  if (feeds.length === 0)
    throw new WrongInput([
      `${folder} has no file to import. Without a mapping there must be one of: ${[...entities.keys()].map((one) => `${one}.csv`).join(', ')}`,
    ])
  return feeds
}

const isoPattern = datePattern('ISO')

class Desk {
  readonly #folder: string
  readonly #mapping: Mapping
  readonly #scans = new Map<string, Promise<Scanned>>()

  constructor(folder: string, mapping: Mapping) {
    this.#folder = folder
    this.#mapping = mapping
  }

  async #open(file: string, own: FeedFormat | undefined) {
    const given = { ...this.#mapping.format, ...own }
    const path = resolve(this.#folder, file)
    if (!(await readable(path))) throw new WrongInput([`${file} is not in ${this.#folder}`])
    const encoding: Encoding = given.encoding ?? 'utf-8'
    const delimiter: Delimiter | null = given.delimiter ?? null
    const key = JSON.stringify([path, encoding, delimiter])
    const scanning = this.#scans.get(key) ?? scan(path, encoding, delimiter)
    this.#scans.set(key, scanning)
    const scanned = await scanning
    const header = headerOf(scanned)
    const format: Format = {
      decimal: given.decimal ?? '.',
      grouping: given.grouping ?? null,
      dates: given.dates?.flatMap((one) => datePattern(one) ?? []) ?? (isoPattern ? [isoPattern] : []),
      timeZone: given.timeZone ?? this.#mapping.legalEntity?.timeZone ?? 'UTC',
    }
    if (format.grouping === format.decimal)
      throw new WrongInput([`${file}: decimal and grouping must differ, both are ${JSON.stringify(format.decimal)}`])
    return { path, scanned, header, format, indexOf: finder(file, header) }
  }

  async lookup(name: string, source: LookupSource): Promise<ReadonlyMap<string, string>> {
    if (!isFileLookup(source)) return new Map(Object.entries(source as Record<string, string>))
    const { path, scanned, indexOf } = await this.#open(source.file, source.format)
    const [key, value] = [indexOf(source.key), indexOf(source.value)]
    const table = new Map<string, string>()
    for await (const { cells } of rowsOf(path, scanned)) {
      const from = (cells[key] ?? '').trim()
      if (from !== '') table.set(from, (cells[value] ?? '').trim())
      if (table.size > 200_000) throw new WrongInput([`lookups.${name}: ${source.file} has more than 200,000 entries`])
    }
    return table
  }

  async feed(feed: Feed, entity: ImportEntity, lookups: ReadonlyMap<string, ReadonlyMap<string, string>>): Promise<PlannedFeed> {
    const { path, scanned, header, format, indexOf } = await this.#open(feed.file, feed.format)
    const columns = Object.keys(feed.columns).length > 0 ? feed.columns : usualColumns(feed.file, header, entity)
    const asked = [...Object.values(columns).flatMap(columnsRead), ...conditionColumns(feed.where)]
    requireColumns(feed.file, header, asked)
    const source = { indexOf, format, lookup: (name: string) => lookups.get(name) ?? new Map<string, string>() }
    return {
      entity,
      file: feed.file,
      path,
      scanned,
      width: header.length,
      indexOf,
      parentSource: feed.parents ?? this.#mapping.source,
      wanted: feed.where ? test(feed.where, source) : () => true,
      columns: Object.entries(columns).map(([name, expression]) => {
        const kind = entity.schema.shape[name]?.meta()?.kind ?? 'text'
        return { name, kind, read: compile(expression, kind, source), from: columnsRead(expression) }
      }),
    }
  }
}

const readable = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
const isFileLookup = (source: LookupSource): source is { file: string; key: string; value: string; format?: FeedFormat } =>
  typeof source.file === 'string' && typeof source.key === 'string' && typeof source.value === 'string'

function requireColumns(file: string, header: readonly string[], asked: readonly string[]): void {
  const problems = [...new Set(asked)].flatMap((column) => {
    const count = header.filter((one) => one === column).length
    if (count === 1) return []
    return [
      count === 0
        ? `${file} lacks the column “${column}”; it has: ${header.join(', ')}`
        : `${file} has the column “${column}” twice`,
    ]
  })
  if (problems.length > 0) throw new WrongInput(problems)
}

const finder = (file: string, header: readonly string[]) => (column: string) => {
  requireColumns(file, header, [column])
  return header.indexOf(column)
}

/** The columns that the file has under our names, written in whatever letters. */
function usualColumns(file: string, header: readonly string[], entity: ImportEntity): Record<string, { from: string }> {
  const ours = Object.keys(entity.schema.shape)
  const found = header.flatMap((name) => {
    const column = entityName(name)
    return ours.includes(column) ? [[column, { from: name }] as const] : []
  })
  const has = new Set(found.map(([column]) => column))
  const missing = ours.filter((column) => isRequired(entity.schema, column) && !has.has(column))
  if (missing.length > 0)
    throw new WrongInput(missing.map((column) => `${file} lacks the column “${column}”; it has: ${header.join(', ')}`))
  return Object.fromEntries(found)
}

/** The entities, each after those that it refers to, else in the order in which they are registered. */
export function inOrder(entities: readonly ImportEntity[]): ImportEntity[] {
  const done: ImportEntity[] = []
  const left = [...entities]
  while (left.length > 0) {
    const known = new Set(left.map((one) => one.name))
    const next = left.findIndex((one) => one.after.every((name) => name === one.name || !known.has(name)))
    if (next < 0) throw new Error(`import entities wait for each other: ${[...known].join(', ')}`)
    done.push(...left.splice(next, 1))
  }
  return done
}

/** Where the files of an installation's imports are: what was refused, and what a file no longer holds. */
export const reportFolder = (files: string): string => join(resolve(files), 'imports')
