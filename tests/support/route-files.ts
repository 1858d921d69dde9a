import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RouteConfigEntry } from '@remix-run/route-config'
import ts from 'typescript'
import routes from '~/routes'

export type RouteFile = { file: string; path: string; audience: string; text: string }

/** Every route of the map with its whole path. Read from the map itself, so that none can be forgotten. */
export async function routeFiles(): Promise<RouteFile[]> {
  const walk = (entry: RouteConfigEntry, above: string): RouteFile[] => {
    const path = [above, entry.path].filter(Boolean).join('/')
    const file = entry.file.replace(/^.*routes\//, 'routes/')
    const own = { file, path: `/${path}`, audience: file.split('/')[1] ?? '', text: readFileSync(join('app', file), 'utf8') }
    return [own, ...(entry.children ?? []).flatMap((child) => walk(child, path))]
  }
  return (await routes).flatMap((entry) => walk(entry, ''))
}

const guardOf: Record<string, readonly string[]> = {
  anyone: ['anyone'],
  portal: ['member'],
  distributor: ['distributor'],
  supplier: ['supplier'],
  staff: ['staff'],
  me: ['person'],
}
const methodOf: Record<string, string> = { loader: 'load', action: 'act' }

/** The loaders and actions of a route file that are not a call of its audience's guard; and whatever hides one. */
export function unguarded(file: string, text: string): string[] {
  const guards = guardOf[file.split('/')[1] ?? ''] ?? []
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const bad: string[] = []
  source.forEachChild((node) => {
    if (ts.isExportDeclaration(node) || ts.isExportAssignment(node)) bad.push('re-export')
    if (!isExported(node)) return
    if (ts.isFunctionDeclaration(node) && node.name && node.name.text in methodOf) bad.push(node.name.text)
    if (ts.isVariableStatement(node)) bad.push(...node.declarationList.declarations.flatMap((one) => badDeclaration(one, guards)))
  })
  return bad
}

const isExported = (node: ts.Node) =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some((one) => one.kind === ts.SyntaxKind.ExportKeyword)

function badDeclaration({ name, initializer }: ts.VariableDeclaration, guards: readonly string[]): string[] {
  if (!ts.isIdentifier(name)) return ['destructured']
  const method = methodOf[name.text]
  if (!method) return []
  const call = initializer && ts.isCallExpression(initializer) ? initializer.expression.getText() : ''
  return guards.some((guard) => call === `${guard}.${method}`) ? [] : [name.text]
}

/** What a file exports as `loader` or `action`. */
export const exportsOf = (text: string): string[] =>
  Object.keys(methodOf).filter((name) => new RegExp(`export const ${name} =`).test(text))
