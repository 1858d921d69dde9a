import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { memberAbilities, memberRoles, staffAbilities, staffRoles } from '~/access/abilities'

/** The roles × actions of the code as the README prints them. */
function table(roles: readonly string[], abilities: Record<string, readonly string[]>): string {
  const head = [`| may | ${roles.join(' | ')} |`, `|---|${roles.map(() => ':-:|').join('')}`]
  const rows = Object.entries(abilities).map(
    ([ability, may]) => `| \`${ability}\` | ${roles.map((role) => (may.includes(role) ? '●' : ' ')).join(' | ')} |`,
  )
  return [...head, ...rows].join('\n')
}

test('the README shows who may do what as the code has it', () => {
  const readme = readFileSync('README.md', 'utf8')
  for (const wanted of [table(memberRoles, memberAbilities), table(staffRoles, staffAbilities)]) expect(readme).toContain(wanted)
})

test('every command of the README exists', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const named = [...readFileSync('README.md', 'utf8').matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '')
  expect(named.length).toBeGreaterThan(8)
  expect(named.filter((name) => !scripts[name])).toEqual([])
})
