import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { languages } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { auditActions, auditFields } from './registry.server'

const sourceOf = (file: string) => ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)

/** What the code names as an action of the audit: in the entry itself, or to a function that makes one of it. */
function actionsIn(source: ts.SourceFile): string[] {
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

/** The fields that an entry says are other before and after, and what kind of thing it is about. */
function saidIn(source: ts.SourceFile): { fields: string[]; subjects: string[] } {
  const [fields, subjects]: [string[], string[]] = [[], []]
  const keys = (node: ts.Node): void => {
    if (!ts.isObjectLiteralExpression(node)) node.forEachChild(keys)
    else
      for (const property of node.properties) {
        if (ts.isSpreadAssignment(property)) keys(property.expression)
        else if (property.name && ts.isIdentifier(property.name)) fields.push(property.name.text)
      }
  }
  const entry = (node: ts.Node): void => {
    const property = ts.isPropertyAssignment(node) ? node.name.getText() : ''
    const value = ts.isPropertyAssignment(node) ? node.initializer : node
    if (property === 'before' || property === 'after') keys(value)
    else if (property === 'type' && ts.isStringLiteral(value)) subjects.push(value.text)
    else node.forEachChild(entry)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /\baudit$/.test(node.expression.getText())) entry(node)
    if (ts.isCallExpression(node) && node.expression.getText() === 'report') node.arguments.forEach(keys)
    node.forEachChild(visit)
  }
  visit(source)
  return { fields, subjects }
}

const auditing = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.server\.ts$/.test(file))
  .map((file) => join('app', file))
  .filter((file) => /\baudit\(|\bappendAudit\(/.test(readFileSync(file, 'utf8')))
  .map(sourceOf)

test('whatever the audit is told was done has a name in every language', () => {
  const told = new Set(auditing.flatMap(actionsIn))
  expect(told.size).toBeGreaterThan(40)
  const named = new Set(auditActions.map(({ action }) => action))
  expect([...told].filter((action) => !named.has(action))).toEqual([])
  for (const language of languages) for (const { label } of auditActions) expect(texts[language].t(label as never)).toBeTruthy()
})

test('whatever it is told has changed has one as well, and whatever it was done to', () => {
  const said = auditing.map(saidIn)
  const fields = new Set(said.flatMap((one) => one.fields))
  expect(fields.size).toBeGreaterThan(40)
  const named = new Set(auditFields.map(({ field }) => field))
  expect([...fields].filter((field) => !named.has(field))).toEqual([])
  for (const language of languages) {
    const exists = (key: string) => texts[language].exists(key)
    expect(auditFields.filter(({ label }) => !exists(label))).toEqual([])
    expect(said.flatMap((one) => one.subjects).filter((type) => !exists(`operations:audit.subjects.${type}`))).toEqual([])
  }
})
