import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import tailwindcss from '@tailwindcss/vite'
import { defineConfig } from 'vitest/config'
import remixConfig from './remix.config.js'

export default defineConfig({
  plugins: [tailwindcss(), !process.env.VITEST && remix(remixConfig)],
  resolve: { alias: { '~': fileURLToPath(new URL('./app', import.meta.url)) } },
  // The private database writes below .data/ all the time; watching it would reload the page at every write.
  server: { watch: { ignored: ['**/.data/**'] } },
  optimizeDeps: { entries: ['app/entry.client.tsx', 'app/root.tsx', 'app/routes/**/*.tsx'] },
  build: { manifest: true, target: 'es2022', reportCompressedSize: false },
  test: { include: ['app/**/*.test.{ts,tsx}', 'tests/*.test.ts', 'db/**/*.test.ts'], environment: 'node' },
})
