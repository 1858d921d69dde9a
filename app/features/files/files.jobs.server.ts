import type { Scheduled } from '~/features/registry.types'
import { files } from '~/integrations/files/files.server'

/** Clears away files without a row: what a killed process or an undone transaction left behind a day ago. */
export const sweptFiles: Scheduled = {
  name: 'files.sweep',
  everySeconds: 86_400,
  async run({ scope }) {
    await files.sweep(scope.now, async (keys) => {
      const rows = await scope.rows.selectFrom('files').select('file_key').where('file_key', 'in', keys).execute()
      return new Set(rows.map((row) => row.file_key))
    })
  },
}
