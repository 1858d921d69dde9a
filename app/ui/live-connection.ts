/* Hears from the server while a page is looked at: by a stream of events, or, where something between keeps those back, by asking now
   and then. Loaded once the page is there. A page that nobody looks at lets go, since a browser has few connections for all its tabs. With `present` the server is told as well that somebody looks, and that they go. */

const askAgain = 10_000
/** A stream that has said nothing for so long after it began does not come through. */
const silence = 8_000

export function connect<T>(address: string, tell: (heard: T) => void, present: boolean): () => void {
  const look = crypto.getRandomValues(new Uint32Array(3)).join('-')
  const url = `${address}${address.includes('?') ? '&' : '?'}look=${look}`
  let stream: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = false
  let failures = 0
  let over = false

  const quiet = () => {
    stream?.close()
    stream = undefined
    clearTimeout(timer)
    timer = undefined
  }
  const ask = async () => {
    asking = true
    timer = undefined
    const answer = await fetch(url, { headers: { accept: 'application/json' } }).catch(() => undefined)
    // Signed out, or nothing there any more: the next page says so.
    if (answer?.status === 401 || answer?.status === 404) over = true
    if (answer?.ok) tell((await answer.json()) as T)
    if (!over && !document.hidden) timer = setTimeout(ask, askAgain)
  }
  const askInstead = () => {
    quiet()
    void ask()
  }
  const listen = () => {
    stream = new EventSource(url)
    timer = setTimeout(askInstead, silence)
    stream.onmessage = ({ data }) => {
      clearTimeout(timer)
      failures = 0
      tell(JSON.parse(String(data)) as T)
    }
    stream.onerror = () => {
      failures += 1
      if (stream?.readyState === EventSource.CLOSED || failures > 3) askInstead()
    }
  }
  const begin = () => {
    if (over || document.hidden || stream || timer) return
    if (asking) void ask()
    else listen()
  }
  const leave = () => {
    quiet()
    if (present) navigator.sendBeacon(address, new URLSearchParams({ look }))
  }
  const turn = () => (document.hidden ? leave() : begin())

  document.addEventListener('visibilitychange', turn)
  addEventListener('pagehide', leave)
  addEventListener('pageshow', begin)
  begin()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', turn)
    removeEventListener('pagehide', leave)
    removeEventListener('pageshow', begin)
    leave()
  }
}
