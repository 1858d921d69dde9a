import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { elapsed, explain, Stop, say } from './progress.mjs'
import { problemOf, tiedChild } from './tied-child.ts'

const marker = join(root, 'build', 'sources.txt')
const rooms = ['app', 'public']
const single = ['package-lock.json', 'remix.config.js', 'vite.config.ts', 'tsconfig.json']

/** Everything that the bundle is made of: not tests, nor declarations, some of which the build writes itself. */
const sourcesDigest = async () => {
  const lists = await Promise.all(
    rooms.map(async (room) => {
      const entries = await readdir(join(root, room), { recursive: true, withFileTypes: true }).catch(() => [])
      return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    }),
  )
  const files = [
    ...lists.flat().filter((file) => !/\.test\.tsx?$|\.d\.ts$|\.sql$/.test(file)),
    ...single.map((file) => join(root, file)),
  ].sort()
  const hash = createHash('sha256')
  for (const [index, content] of (await Promise.all(files.map((file) => readFile(file)))).entries()) {
    hash.update(`${files[index]?.slice(root.length)}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}

/** Builds the pages and the server bundle unless they are what the sources say. Returns whether it had to. */
export const ensureBuild = async (): Promise<boolean> => {
  const digest = await sourcesDigest()
  if ((await readFile(marker, 'utf8').catch(() => '')) === digest) return false
  await rm(marker, { force: true })
  await build()
  await writeFile(marker, digest)
  return true
}

/** What `node app/command.ts` runs is a bundle of its own: without the pages an import has so much more room for rows. */
const build = async () => {
  const tool = (...path: string[]) => join(root, 'node_modules', ...path)
  const run = (script: string, args: string[], env: Record<string, string> = {}) =>
    problemOf(tiedChild(script, args, { output: 'pipe', env: { NODE_ENV: 'production', VITEST: '', ...env } }))
  const problems = await Promise.all([
    run(tool('@remix-run', 'dev', 'dist', 'cli.js'), ['vite:build']),
    run(tool('vite', 'bin', 'vite.js'), ['build', '--ssr', 'app/commands.server.ts', '--outDir', 'build/commands'], {
      BUNDLE: 'commands',
    }),
  ])
  const [problem] = problems.filter((one) => one !== undefined)
  if (problem) throw new Stop(`The build failed:\n${problem}`)
}

if (import.meta.main) {
  try {
    say((await ensureBuild()) ? `built in ${elapsed()}` : 'The build is up to date.')
  } catch (error) {
    explain(error)
  }
}
