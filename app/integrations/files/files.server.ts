import { env } from '~/env.server'
import { localFiles } from './local.server'
import type { FileStore } from './store'

/** The files of this installation. */
export const files: FileStore = localFiles(env.FILES_FOLDER)
