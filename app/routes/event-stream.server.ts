import { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import type { AppLoadContext } from '@remix-run/node'
import { createReadableStreamFromReadable } from '@remix-run/node'

/**
 * How often a stream looks, after how long a silence it breathes so that nobody between takes it for dead, and when it ends: the
 * browser asks again, and whoever may not any more is told so then.
 */
export const pace = { look: 2_000, breath: 15_000, life: 60_000 }

type Given = {
  context: Pick<AppLoadContext, 'closed' | 'leaving'>
  /** What the page compares itself with; sent whenever it is not what was sent before. `at` does not count. */
  read: () => Promise<object>
  /** When the browser has gone, or the stream has ended. */
  over?: () => Promise<void>
}

/** Whether a browser wants to be told, instead of asking again and again. */
export const wantsStream = (request: Request): boolean => request.headers.get('accept')?.includes('text/event-stream') === true

/** Server-sent events, until the browser goes, the process leaves or a minute is over. */
export function eventStream({ context, read, over }: Given): Response {
  const { look, breath, life } = pace
  const ended = AbortSignal.any([context.closed, context.leaving, AbortSignal.timeout(life)])
  async function* events() {
    let sent = ''
    let sentAt = Date.now()
    try {
      yield 'retry: 1000\n\n'
      while (!ended.aborted) {
        const now = await read()
        const compared = JSON.stringify({ ...now, at: undefined })
        const news = compared !== sent
        if (news || Date.now() - sentAt > breath) {
          yield news ? `data: ${JSON.stringify(now)}\n\n` : ':\n\n'
          sentAt = Date.now()
        }
        sent = compared
        await wait(look, undefined, { signal: ended }).catch(() => {})
      }
    } catch {
      // The browser asks again and learns from an ordinary answer what is wrong.
    } finally {
      // A look that cannot be ended now ends by itself.
      await over?.().catch(() => {})
    }
  }
  return new Response(createReadableStreamFromReadable(Readable.from(events())), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // Neither our own compression nor a proxy may keep pieces back.
      'cache-control': 'private, no-store, no-transform',
      'x-accel-buffering': 'no',
      // Kept alive after its end it would hold a process that leaves.
      connection: 'close',
    },
  })
}
