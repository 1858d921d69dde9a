import { localServer } from '../../db/local-server.ts'

/** Uses the private server of the folder that it is given, says so, and goes on until it is ended. */
const [home = ''] = process.argv.slice(2)
const server = await localServer(undefined, home)
process.stdout.write(`${server.url()}\n`)
setInterval(() => {}, 60_000)
