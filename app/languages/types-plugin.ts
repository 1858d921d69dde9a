import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))
export const typesFile = `${folder}i18next.d.ts`

/** The declaration that makes `t` know every key: one namespace for each file of English, which all others must match. */
export async function typesText(): Promise<string> {
  const files = (await readdir(`${folder}en`)).filter((file) => file.endsWith('.json')).sort()
  const names = files.map((file) => file.slice(0, -'.json'.length))
  const word = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
  const key = (name: string) => (/^\w+$/.test(name) ? name : `'${name}'`)
  return `// Written from the files in en/ whenever the development server starts or a build runs.
import 'i18next'
${names.map((name) => `import type ${word(name)} from './en/${name}.json'`).join('\n')}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: {
${names.map((name) => `      ${key(name)}: typeof ${word(name)}`).join('\n')}
    }
  }
}
`
}

async function write(): Promise<void> {
  const text = await typesText()
  if ((await readFile(typesFile, 'utf8').catch(() => '')) !== text) await writeFile(typesFile, text)
}

/** Keeps the types of the texts as they are, so that a new file needs no line anywhere. */
export function textTypes(): Plugin {
  return {
    name: 'quayside:text-types',
    buildStart: write,
    configureServer(server) {
      const onFile = (path: string) => void (path.startsWith(`${folder}en`) && write())
      server.watcher.on('add', onFile).on('unlink', onFile)
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await write()
