import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readSettings, settingHelp, settingNames, WrongSettings } from './env.server'

const database = 'mysql://quayside:secret@db.example:3306/quayside'
const live = {
  NODE_ENV: 'production',
  DATABASE_URL: database,
  SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://portal.example.com',
  SMTP_URL: 'smtp://mail.example.com',
}
const wrong = (given: Record<string, string>): string => {
  try {
    readSettings({ ...live, ...given })
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(WrongSettings)
    return (error as Error).message
  }
}

test('a real installation needs these five and nothing else', () => {
  expect(readSettings(live)).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    WORKER: 'separate',
    TRUST_PROXY: false,
    SHOW_DEV_PAGES: false,
  })
  for (const name of Object.keys(live).filter((one) => one !== 'NODE_ENV'))
    expect(wrong({ [name]: '' })).toMatch(new RegExp(`^  ${name} is missing$`, 'm'))
})

test('development and the demo need less', () => {
  expect(readSettings({ NODE_ENV: 'development', DATABASE_URL: database })).toMatchObject({
    PUBLIC_URL: 'http://localhost:3000',
    WORKER: 'inside',
    SHOW_DEV_PAGES: true,
  })
  const demo = readSettings({
    NODE_ENV: 'production',
    QUAYSIDE_DEMO: 'yes',
    DATABASE_URL: database,
    SECRET: live.SECRET,
    PORT: '4000',
  })
  expect(demo).toMatchObject({ PUBLIC_URL: 'http://localhost:4000', WORKER: 'inside', SHOW_DEV_PAGES: true })
})

test.each([
  [{ PUBLIC_URL: 'http://portal.example.com' }, 'PUBLIC_URL must be https'],
  [{ PUBLIC_URL: 'https://portal.example.com/path' }, 'PUBLIC_URL must have no path'],
  [{ PUBLIC_URL: 'portal.example.com' }, 'PUBLIC_URL must be an address'],
  [{ DATABASE_URL: 'postgres://db' }, 'DATABASE_URL must be an address that starts with mysql://'],
  [{ PORT: '80a' }, 'PORT must be a whole number'],
  [{ PORT: '65536' }, 'PORT must be at most 65535'],
  [{ POOL_SIZE: '1' }, 'POOL_SIZE must be at least 2'],
  [{ QUAYSIDE_DEMO: 'true' }, 'QUAYSIDE_DEMO must be yes or no'],
  [{ SECRET: 'short' }, 'SECRET must have at least 32'],
  [{ TRUST_PROXY: 'everyone' }, 'TRUST_PROXY must be no, a number'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL '],
  [{ NOTICE_REMINDER_DAYS: '30,0' }, 'NOTICE_REMINDER_DAYS must be no, or up to five'],
])('%j is refused: %s', (given, said) => {
  expect(wrong(given as Record<string, string>)).toContain(said)
})

test.each([
  ['no', false],
  ['1', 1],
  ['loopback, 10.0.0.0/8', ['loopback', '10.0.0.0/8']],
] as const)('TRUST_PROXY=%s', (given, meant) => {
  expect(readSettings({ ...live, TRUST_PROXY: given }).TRUST_PROXY).toEqual(meant)
})

test.each([
  ['no', []],
  ['7, 30,7', [7, 30]],
] as const)('NOTICE_REMINDER_DAYS=%s', (given, meant) => {
  expect(readSettings({ ...live, NOTICE_REMINDER_DAYS: given }).NOTICE_REMINDER_DAYS).toEqual(meant)
})

test('no message repeats a value, which may be a password', () => {
  expect(
    wrong({ DATABASE_URL: 'postgres://me:hunter2@db', SECRET: 'hunter2', PORT: 'hunter2', WORKER: 'hunter2' }),
  ).not.toContain('hunter2')
})

test('.env.example names every setting that one would set, and no other', () => {
  const example = readFileSync('.env.example', 'utf8')
  const named = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map(([, name]) => name)
  const outside = ['MYSQL_PASSWORD']
  expect(named.filter((name) => !settingNames.includes(name ?? '') && !outside.includes(name ?? ''))).toEqual([])
  const forOthers = ['NODE_ENV', 'QUAYSIDE_DEMO', 'MAIL_FOLDER', 'STRIPE_API_URL']
  expect(settingNames.filter((name) => !named.includes(name) && !forOthers.includes(name))).toEqual([])
})

test('each setting is explained', () => {
  for (const name of settingNames) expect([name, settingHelp(name).length > 15]).toEqual([name, true])
})
