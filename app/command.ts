/**
 * `node app/command.ts NAME …` runs a command of its bundle: plain Node resolves neither `~/` nor `.tsx`, so the worker, the importer and
 * their like are built beside the pages and started from here.
 */
type Command = (args: string[]) => Promise<number | undefined>

type Bundle = { commands: Record<string, Command> }

const [name = '', ...args] = process.argv.slice(2)

// Closing a period or loading a file takes as long as it takes; nobody waits before a page for it.
process.env.STATEMENT_SECONDS = '0'

const load = async (): Promise<Bundle> => {
  try {
    return await import(new URL('../build/commands/commands.server.js', import.meta.url).href)
  } catch (error) {
    const { name: kind, code, message } = error as NodeJS.ErrnoException
    if (kind !== 'WrongSettings' && code !== 'ERR_MODULE_NOT_FOUND') throw error
    process.stderr.write(`${code ? 'There is no build yet: npm run build' : message}\n`)
    process.exit(1)
  }
}

/** Only what has been written has been said: a pipe is slower than exit. */
const flushed = (stream: NodeJS.WriteStream) => new Promise<void>((done) => stream.write('', () => done()))

const { commands } = await load()
const command = commands[name]
if (!command) {
  process.stderr.write(`There is no command “${name}”, but: ${Object.keys(commands).sort().join(', ')}\n`)
  process.exit(1)
}
const code = (await command(args)) ?? 0
await Promise.all([flushed(process.stdout), flushed(process.stderr)])
process.exit(code)
