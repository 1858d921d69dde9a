import { expect, test, vi } from 'vitest'
import { eventStream, pace } from './event-stream.server'

Object.assign(pace, { look: 1, breath: 20 })

function given() {
  const [gone, leaving] = [new AbortController(), new AbortController()]
  return { gone, leaving, context: { closed: gone.signal, leaving: leaving.signal } }
}

/** What a stream says, until so many pieces were heard. */
async function heard(reader: ReadableStreamDefaultReader<Uint8Array>, pieces: number): Promise<string[]> {
  const said: string[] = []
  while (said.length < pieces) {
    const { value, done } = await reader.read()
    if (done) break
    said.push(new TextDecoder().decode(value))
  }
  return said
}
const readerOf = (answer: Response) => (answer.body as ReadableStream<Uint8Array>).getReader()

test('a stream says what is there, then only what has become different, and breathes between', async () => {
  let reads = 0
  const { context } = given()
  const read = async () => {
    reads += 1
    return { version: reads < 4 ? 1 : 2, at: reads }
  }
  const answer = eventStream({ context, read })
  expect(answer.headers.get('cache-control')).toContain('no-transform')
  const reader = readerOf(answer)
  const said: string[] = []
  // On a slow machine it breathes before the news as well.
  while (!(said.some((one) => one.includes('"version":2')) && said.at(-1) === ':\n\n')) said.push(...(await heard(reader, 1)))
  expect(said.filter((one) => one !== ':\n\n')).toEqual([
    'retry: 1000\n\n',
    'data: {"version":1,"at":1}\n\n',
    expect.stringMatching(/^data: \{"version":2,/),
  ])
})

test('it ends, and says so, when the browser goes, when the process leaves, after its time and when reading fails', async () => {
  const ways = [({ gone }: ReturnType<typeof given>) => gone.abort(), ({ leaving }: ReturnType<typeof given>) => leaving.abort()]
  for (const end of ways) {
    const one = given()
    const over = vi.fn(async () => {})
    const answer = eventStream({ ...one, read: async () => ({}), over })
    const reader = readerOf(answer)
    await heard(reader, 2)
    end(one)
    expect(await heard(reader, 1)).toEqual([])
    expect(over).toHaveBeenCalledOnce()
  }
  const failing = eventStream({ ...given(), read: () => Promise.reject(new Error('database gone')) })
  expect(await heard(readerOf(failing), 9)).toEqual(['retry: 1000\n\n'])
  pace.life = 10
  const timed = eventStream({ ...given(), read: async () => ({}) })
  expect((await heard(readerOf(timed), 100)).slice(0, 2)).toEqual(['retry: 1000\n\n', 'data: {}\n\n'])
})
