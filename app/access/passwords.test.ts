import { describe, expect, test } from 'vitest'
import { env } from '~/env.server'
import { fits, hashPassword, problemOf } from './passwords.server'

const ines = { name: 'Ines Koster', email: 'ines.koster@customer.example' }

describe('a password is stored as argon2id', () => {
  test('with the agreed cost, and fits itself alone', async () => {
    const stored = await hashPassword('harbour at six')
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await fits(stored, 'harbour at six')).toBe(true)
    for (const wrong of ['Harbour at six', 'harbour at six ', 'harbour at si', '']) expect(await fits(stored, wrong)).toBe(false)
  })

  test('in every one of its 128 characters, and no more', async () => {
    const longest = 'ß'.repeat(127)
    const stored = await hashPassword(`${longest}a`)
    expect(await fits(stored, `${longest}a`)).toBe(true)
    expect(await fits(stored, `${longest}b`)).toBe(false)
    expect(await fits(await hashPassword('x'.repeat(129)), 'x'.repeat(129))).toBe(false)
  })

  test('an unknown person costs as much work as a known one', async () => {
    const stored = await hashPassword('harbour at six')
    const work = { known: 0, unknown: 0 }
    for (let turn = 0; turn < 8; turn++)
      for (const who of ['known', 'unknown'] as const) {
        // Of the processor, which does not depend on what else the machine has to do.
        const before = process.cpuUsage()
        expect(await fits(who === 'known' ? stored : null, 'something else')).toBe(false)
        work[who] += process.cpuUsage(before).user
      }
    expect(work.unknown / work.known).toBeGreaterThan(0.5)
    expect(work.unknown / work.known).toBeLessThan(2)
  }, 30_000)

  test('so many at once wait, and more than that come again later', async () => {
    const stored = await hashPassword('harbour at six')
    const all = await Promise.allSettled(Array.from({ length: 80 }, () => fits(stored, 'harbour at six')))
    expect(all.filter((one) => one.status === 'fulfilled').length).toBe(63)
    expect(await fits(stored, 'harbour at six')).toBe(true)
  }, 30_000)
})

describe('what is refused', () => {
  test.each([
    ['1234567', 'short'],
    ['七个字的密码吗', 'short'],
    ['a'.repeat(129), 'long'],
    ['password', 'common'],
    ['PassWord', 'common'],
    ['Password2024!', 'common'],
    ['1qaz2wsx', 'common'],
    ['zzzzzzzzzzzz', 'common'],
    ['quayside1', 'guessable'],
    [`${env.HOST_NAME}!`, 'guessable'],
    ['Koster1988', 'guessable'],
    ['ines.koster@customer.example', 'guessable'],
  ])('%j is %s', async (password, why) => {
    expect(await problemOf(password, ines)).toBe(`signin:password.${why}`)
  })

  test.each([
    'harbour at six',
    '八个字的密码够长',
    'correct horse battery staple',
    '🐟🐠🐡🦈🐙🦑🦐🦞',
    'quayside-demo',
    `${'x'.repeat(64)}1`,
    '83-41 abc 77-20',
  ])('%j is welcome', async (password) => {
    expect(await problemOf(password, ines)).toBeNull()
  })
})
