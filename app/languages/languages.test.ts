import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { languageFromHeader } from './choice'
import { languages } from './settings'
import { typesFile, typesText } from './types-plugin'

type Texts = { [key: string]: string | Texts }

const read = (language: string): Map<string, string> => {
  const found = new Map<string, string>()
  const walk = (texts: Texts, path: string): void => {
    for (const [key, value] of Object.entries(texts)) {
      if (typeof value === 'string') found.set(path + key, value)
      else walk(value, `${path}${key}.`)
    }
  }
  for (const file of readdirSync(join('app/languages', language)))
    walk(JSON.parse(readFileSync(join('app/languages', language, file), 'utf8')), `${file.replace('.json', '')}:`)
  return found
}

const plural = /_(zero|one|two|few|many|other)$/
const withoutPlural = (key: string) => key.replace(plural, '')
const placeholders = (text: string) =>
  [...new Set(text.match(/\{\{\s*-?\s*\w+/g) ?? [])].map((one) => one.replace(/[{\s-]/g, '')).sort()

const all = Object.fromEntries(languages.map((language) => [language, read(language)]))
const english = all.en as Map<string, string>

test.each(languages)('%s has every text, and no other', (language) => {
  const names = (texts: Map<string, string>) => [...new Set([...texts.keys()].map(withoutPlural))].sort()
  expect(names(all[language] as Map<string, string>)).toEqual(names(english))
})

test.each(languages)('%s has each plural form that its grammar needs', (language) => {
  const texts = all[language] as Map<string, string>
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const counted = [...english.keys()].filter((key) => plural.test(key)).map(withoutPlural)
  for (const key of new Set(counted)) {
    const has = forms.filter((form) => texts.has(`${key}_${form}`))
    expect([key, has]).toEqual([key, forms])
  }
})

test('a text has the same placeholders in both languages', () => {
  for (const [key, text] of all['zh-CN'] as Map<string, string>) {
    const same = english.get(key) ?? english.get(`${withoutPlural(key)}_other`) ?? ''
    expect([key, placeholders(text)]).toEqual([key, placeholders(same)])
  }
})

test('no text is empty in every language; a separator may be in one', () => {
  for (const key of english.keys()) {
    const said = languages.map((language) => (all[language] as Map<string, string>).get(key) ?? '')
    expect([key, said.some((text) => text !== '')]).toEqual([key, true])
  }
})

// ---- Which texts the code asks for ------------------------------------------------------------------------------------------

const sources = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => join('app', file))

/** Every string and template in the code; in a template, what is filled in may be anything. */
function literals(file: string): { whole: string[]; patterns: RegExp[] } {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX)
  const whole: string[] = []
  const patterns: RegExp[] = []
  const exactly = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) whole.push(node.text)
    if (ts.isTemplateExpression(node)) {
      const rest = node.templateSpans.map((span) => `[\\w.-]+${exactly(span.literal.text)}`)
      const text = exactly(node.head.text) + rest.join('')
      if (/\w\\?[.:]|[.:]\w/.test(text)) patterns.push(new RegExp(`^${text}$`))
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { whole, patterns }
}

test('no text is left that nothing asks for', () => {
  const asked = sources.map(literals)
  const whole = new Set(asked.flatMap((one) => one.whole))
  const patterns = asked.flatMap((one) => one.patterns)
  const isAsked = (key: string): boolean => {
    const [, path = ''] = key.split(':')
    return [key, path].some((name) => whole.has(name) || patterns.some((pattern) => pattern.test(name)))
  }
  expect([...new Set([...english.keys()].map(withoutPlural))].filter((key) => !isAsked(key))).toEqual([])
})

test('the types of the texts are current', async () => {
  expect(readFileSync(typesFile, 'utf8')).toBe(await typesText())
})

test.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh-CN'],
  ['zh-Hans-SG', 'zh-CN'],
  ['de, en;q=0.5, zh;q=0.1', 'en'],
  ['en;q=0.2, zh;q=0.9', 'zh-CN'],
  ['en;q=0', 'en'],
  ['fr', 'en'],
  ['', 'en'],
  [undefined, 'en'],
  [`zh;q=${'9'.repeat(1000)}`, 'zh-CN'],
] as const)('a browser that asks for %j gets %s', (header, language) => {
  expect(languageFromHeader(header)).toBe(language)
})
