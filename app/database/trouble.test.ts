import { describe, expect, test } from 'vitest'
import { duplicateKey, isPassing, mayRunAgain } from './trouble'

const failed = (errno: number) => Object.assign(new Error('failed'), { errno })
const lost = (code: string) => Object.assign(new Error('lost'), { code })

describe('a transaction that failed', () => {
  test.each([1213, 1205, 1020])('by a conflict (%i) is run again, at COMMIT as well: all of it is undone', (errno) => {
    for (const atCommit of [false, true])
      for (const once of [false, true]) expect(mayRunAgain(failed(errno), { atCommit, once })).toBe(true)
  })

  test.each([
    ['a node that is not ready', failed(1047)],
    ['a node that lost the others at COMMIT', failed(1180)],
    ['a connection that is gone', lost('PROTOCOL_CONNECTION_LOST')],
    ['a connection that is closed', new Error("Can't add new command when connection is in closed state")],
  ])('by %s is run again before COMMIT; at COMMIT only what finds out whether it was done', (_, error) => {
    expect(mayRunAgain(error, { atCommit: false, once: false })).toBe(true)
    expect(mayRunAgain(error, { atCommit: true, once: false })).toBe(false)
    expect(mayRunAgain(error, { atCommit: true, once: true })).toBe(true)
  })

  test('by anything else is not', () => {
    for (const error of [failed(1062), failed(1064), failed(1969), failed(3024), new Error('a bug'), null])
      expect(mayRunAgain(error, { atCommit: false, once: true })).toBe(false)
  })
})

test('whoever asks again in a moment may get an answer where the database is away or busy, and not where the statement is wrong', () => {
  for (const error of [
    failed(1047),
    failed(1180),
    failed(1213),
    failed(1205),
    failed(1969),
    lost('ECONNREFUSED'),
    lost('ER_CON_COUNT_ERROR'),
  ])
    expect(isPassing(error)).toBe(true)
  for (const error of [failed(1062), failed(1146), lost('ER_PARSE_ERROR'), undefined]) expect(isPassing(error)).toBe(false)
})

test('a second row with one key is known by its key, on both engines', () => {
  const second = (sqlMessage: string) => Object.assign(failed(1062), { sqlMessage })
  expect(duplicateKey(second("Duplicate entry '1' for key 'person_email'"))).toBe('person_email')
  expect(duplicateKey(second("Duplicate entry '1' for key 'persons.person_email'"))).toBe('person_email')
  expect(duplicateKey(failed(1213))).toBeNull()
})
