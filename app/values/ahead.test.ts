import { expect, test } from 'vitest'
import { ahead } from './ahead'

const turn = () => new Promise((done) => setImmediate(done))

test('one more is asked for while each is worked on, and all come in order', async () => {
  const said: string[] = []
  async function* source() {
    for (const one of [1, 2, 3]) {
      said.push(`read ${one}`)
      await turn()
      yield one
    }
  }
  for await (const one of ahead(source())) {
    await turn()
    said.push(`worked on ${one}`)
  }
  expect(said).toEqual(['read 1', 'read 2', 'worked on 1', 'read 3', 'worked on 2', 'worked on 3'])
})

test('a source that fails fails the work at its turn, and work that stops ends the source', async () => {
  let ended = false
  async function* source() {
    try {
      yield 1
      await turn()
      throw new Error('cut off')
    } finally {
      ended = true
    }
  }
  const worked: number[] = []
  const all = async () => {
    for await (const one of ahead(source())) worked.push(one)
  }
  await expect(all()).rejects.toThrow('cut off')
  expect([worked, ended]).toEqual([[1], true])

  ended = false
  for await (const one of ahead(source())) if (one === 1) break
  expect(ended).toBe(true)
})
