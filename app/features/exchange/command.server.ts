import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { env } from '~/env.server'
import { importEntities, projections } from '~/features/registry.server'
import type { SystemScope } from '~/work/jobs'
import { help } from './help'
import { LeaseLost } from './lease.server'
import { entityName, WrongInput } from './mapping'
import { plan } from './plan.server'
import { ProgressLine } from './progress-line'
import type { Report } from './run.server'
import { runImport } from './run.server'

type Streams = { out: { write(text: string): unknown }; err: { write(text: string): unknown; isTTY?: boolean } }
type Asked = { folder: string; mapping: string | null; dryRun: boolean; full: string[]; json: boolean }

/** Everything came in; some rows were refused; nothing was done; stopped in the middle, so that the next run does the rest. */
export const exitCodes = { all: 0, some: 3, nothing: 1, stopped: 2 } as const

const entities = new Map(importEntities.map((one) => [one.name, one]))

/** `npm run import -- DIR …`. Answers the exit code. What it found goes to `out`, how it goes on to `err`. */
export async function importCommand(
  scope: SystemScope,
  args: readonly string[],
  { out, err }: Streams = { out: process.stdout, err: process.stderr },
): Promise<number> {
  let begun = false
  const progress = new ProgressLine(err)
  const stop = stopOnSignal()
  try {
    const asked = readArguments(args)
    if (!asked) {
      out.write(help(importEntities))
      return exitCodes.all
    }
    const planned = await plan(asked.folder, asked.mapping, entities)
    const unfed = asked.full.filter((name) => !planned.feeds.some((feed) => feed.entity.name === name))
    if (unfed.length > 0) throw new WrongInput(unfed.map((name) => `--full ${name}: no file brings ${name}`))
    const report = await runImport(scope, {
      plan: planned,
      entities: importEntities,
      projections,
      files: env.FILES_FOLDER,
      dryRun: asked.dryRun,
      full: asked.full,
      progress: (one) => {
        begun = !asked.dryRun
        progress.show(one)
        stop.throwIfAsked()
      },
    })
    progress.end()
    out.write(asked.json ? `${JSON.stringify(jsonOf(report))}\n` : inWords(report, asked.dryRun))
    if (asked.json) for (const { entity, count, path } of report.gone) err.write(goneText(entity, count, path))
    return report.entities.some((one) => one.refused > 0) ? exitCodes.some : exitCodes.all
  } catch (error) {
    progress.end()
    return explain(error, begun, err)
  } finally {
    stop.end()
  }
}

function explain(error: unknown, begun: boolean, err: Streams['err']): number {
  const known = error instanceof WrongInput || error instanceof LeaseLost || error instanceof Stopped
  const { code, message, stack } = error as NodeJS.ErrnoException
  const argumentsWrong = code?.startsWith('ERR_PARSE_ARGS') ?? false
  err.write(`${known || argumentsWrong ? message : (stack ?? String(error))}\n`)
  if (argumentsWrong) err.write('What there is says npm run import -- --help\n')
  if (begun) err.write('The import was not finished. What is in stays; run it again to do the rest.\n')
  return begun ? exitCodes.stopped : exitCodes.nothing
}

function readArguments(args: readonly string[]): Asked | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mapping: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      full: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return null
  const [folder, ...more] = positionals
  if (!folder || more.length > 0)
    throw new WrongInput(['Say which folder the files are in: npm run import -- DIR (more: --help)'])
  const full = values.full.map(entityName)
  const unknown = full.filter((name) => !entities.has(name))
  if (unknown.length > 0) throw new WrongInput([`--full must be one of: ${[...entities.keys()].join(', ')}`])
  return {
    folder: resolve(folder),
    mapping: values.mapping === undefined ? null : resolve(values.mapping),
    dryRun: values['dry-run'],
    full,
    json: values.json,
  }
}

const jsonOf = ({ entities: counts, refusals, seconds }: Report) => ({ entities: counts, refusals, seconds })

function inWords({ code, entities: counts, clashes, refusals, gone, seconds }: Report, dryRun: boolean): string {
  const head = ['', 'read', 'created', 'updated', 'unchanged', 'refused']
  const rows = counts
    .filter((one) => one.read > 0)
    .map((one) => [
      one.entity,
      ...[one.read, one.created, one.updated, one.unchanged, one.refused].map((count) => count.toLocaleString('en')),
    ])
  const widths = head.map((name, index) => Math.max(...[name, ...rows.map((row) => row[index] ?? '')].map((text) => text.length)))
  const line = (cells: string[]) =>
    cells.map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0))).join('  ')
  const lines = [line(head), ...rows.map(line), '']
  if (clashes > 0) lines.push(`${clashes} fields were changed here and in the source: /staff/imports/${code}`)
  if (refusals) lines.push(`What was refused: ${refusals}`)
  for (const { entity, count, path } of gone) lines.push(goneText(entity, count, path).trimEnd())
  lines.push(`${dryRun ? 'Tried without keeping anything, in' : `Import ${code}:`} ${seconds} s`)
  return `${lines.join('\n')}\n`
}

const goneText = (entity: string, count: number, path: string | null) =>
  `${entity}: ${count} are no longer in the file${path ? `: ${path}` : ''}. Nothing was deleted.\n`

class Stopped extends Error {}

/** Ctrl-C ends an import between two transactions; a second one ends it at once. */
function stopOnSignal() {
  let asked = false
  const ask = () => {
    if (asked) process.exit(exitCodes.stopped)
    asked = true
  }
  process.on('SIGINT', ask).on('SIGTERM', ask)
  return {
    throwIfAsked() {
      if (asked) throw new Stopped('Stopped.')
    },
    end() {
      process.off('SIGINT', ask).off('SIGTERM', ask)
    },
  }
}
