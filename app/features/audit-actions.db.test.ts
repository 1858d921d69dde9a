import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { languages } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { auditActions } from './registry.server'

/** What the code names as an action of the audit: in the entry itself, or to a function that makes one of it. */
function actionsIn(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const found: string[] = []
  const named = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && /^[a-z]+\.[a-z-]+$/.test(node.text)) found.push(node.text)
    node.forEachChild(named)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'action') named(node.initializer)
    if (ts.isVariableDeclaration(node) && node.name.getText() === 'action' && node.initializer) named(node.initializer)
    if (ts.isCallExpression(node) && node.expression.getText() === 'report') named(node)
    node.forEachChild(visit)
  }
  visit(source)
  return found
}

test('whatever the audit is told has a name in every language', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.server\.ts$/.test(file))
    .map((file) => join('app', file))
    .filter((file) => /\baudit\(|\bappendAudit\(/.test(readFileSync(file, 'utf8')))
  const told = new Set(files.flatMap(actionsIn))
  expect(told.size).toBeGreaterThan(40)
  const named = new Set(auditActions.map(({ action }) => action))
  expect([...told].filter((action) => !named.has(action))).toEqual([])
  for (const language of languages) for (const { label } of auditActions) expect(texts[language].t(label as never)).toBeTruthy()
})
