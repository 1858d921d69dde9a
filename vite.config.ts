import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import type { DepOptimizationOptions } from 'vite'
import { defineConfig } from 'vitest/config'
import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'
import { precompress } from './app/http/precompress.ts'
import { textTypes } from './app/languages/types-plugin.ts'
import remixConfig from './remix.config.js'
import { plantMutants } from './tests/support/mutants.ts'

type EsbuildPlugin = NonNullable<NonNullable<DepOptimizationOptions['esbuildOptions']>['plugins']>[number]

/** The browser's packages are looked for in the pages, whose server half would bring the server's along. */
const serverStaysOut: EsbuildPlugin = {
  name: 'server-stays-out',
  setup(build) {
    build.onResolve({ filter: /\.server(\.tsx?)?$/ }, ({ path }) => ({ path, external: true }))
  },
}

/** Tests of the whole, which take longest, begin before those of a feature, so that none is left alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isOfWhole = ({ moduleId }: TestSpecification) => moduleId.startsWith(whole)
    return [...sorted.filter(isOfWhole), ...sorted.filter((file) => !isOfWhole(file))]
  }
}
const whole = fileURLToPath(new URL('./tests/', import.meta.url))

const tests = (ending: string) => ['app', 'db', 'tests'].map((room) => `${room}/**/*.${ending}`)

/** Pages are Remix's; the commands are a bundle without them. */
const pages = process.env.BUNDLE !== 'commands'
const whatFor = process.env.VITEST ? plantMutants() : pages && remix(remixConfig)

export default defineConfig({
  plugins: [pages && tailwindcss(), whatFor, precompress(), textTypes()],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  // The private database writes below .data/ all the time; watching it would reload the page at every write.
  server: { watch: { ignored: ['**/.data/**'] } },
  optimizeDeps: {
    entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'],
    esbuildOptions: { plugins: [serverStaysOut] },
    // Named by modules that only the server loads; its browser half is not installed.
    exclude: ['@node-rs/argon2'],
  },
  build: {
    manifest: pages,
    copyPublicDir: pages,
    target: 'es2022',
    reportCompressedSize: false,
    // Loading it does nothing by itself, which its package does not say: a page that only shows numbers goes without it.
    rollupOptions: { treeshake: { moduleSideEffects: (id) => !id.includes('/decimal.js/') } },
  },
  test: {
    environment: 'node',
    // Tests wait for a database or a process as long as they compute, so two cores carry three.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: { name: 'unit', include: tests('test.{ts,tsx}'), exclude: tests('db.test.ts'), testTimeout: 60_000 },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: tests('db.test.ts'),
          globalSetup: 'tests/support/database.ts',
          setupFiles: 'tests/support/database-file.ts',
          // Only against what hangs: a machine may be many times slower than another.
          testTimeout: 300_000,
          hookTimeout: 600_000,
        },
      },
      {
        extends: true,
        test: { name: 'cluster', include: ['tests/cluster/*.check.ts'], testTimeout: 300_000, hookTimeout: 900_000 },
      },
    ],
  },
})
