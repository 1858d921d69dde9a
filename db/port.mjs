// Plain JavaScript without packages: it runs before `npm ci`.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { Stop } from './progress.mjs'

export const port = Number(process.env.PORT || 3000)

/** @param {string} host @returns {Promise<string | undefined>} the code of what is in the way */
const obstacle = (host) =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code))
    probe.listen({ port, host }, () => probe.close(() => resolve(undefined)))
  })

const note = fileURLToPath(new URL('../.data/demo.json', import.meta.url))

/** While the demo runs it leaves its process and port here. */
export const noteDemo = () => writeFileSync(note, JSON.stringify({ pid: process.pid, port }))
export const forgetDemo = () => rmSync(note, { force: true })

const runningDemo = () => {
  try {
    const demo = JSON.parse(readFileSync(note, 'utf8'))
    return demo.port === port && process.kill(demo.pid, 0)
  } catch {
    return false
  }
}

/** Both addresses that `localhost` may stand for; a machine without IPv6 has only one. Asked again for a while, because the server
 * of a demo that was killed needs a moment to notice. */
export const requireFreePort = async () => {
  if (!(Number.isInteger(port) && port >= 0 && port < 65_536)) throw new Stop(`PORT=${process.env.PORT} is not a port.`)
  let problem
  for (let attempt = 0; attempt < 12; attempt++) {
    const found = await Promise.all([obstacle('127.0.0.1'), obstacle('::1')])
    problem = found.find((code) => code === 'EADDRINUSE' || code === 'EACCES')
    if (!problem) return
    await wait(250)
  }
  if (runningDemo()) throw new Stop(`The demo of this checkout runs already: http://localhost:${port}`)
  const why = problem === 'EACCES' ? 'may not be used by this user' : 'is in use by another program'
  throw new Stop(`Port ${port} ${why}. Choose another one: PORT=${port === 3000 ? 3001 : 3000} npm run demo`)
}
