import type { Readable } from 'node:stream'

/** A file as it is kept: the key that finds it, and what its row in the database is checked against. */
export type StoredFile = {
  /** Random, and the only name that the file has. */
  key: string
  sha256: string
  bytes: number
}

/**
 * Where files are kept. A local folder, or later any service that keeps objects by key: nothing here can list, rename or change a
 * file, because not every service can.
 */
export interface FileStore {
  /**
   * Keeps what the stream brings, whole or not at all: when it throws, nothing is left of it. Throws `FileTooLarge` at the first
   * byte over `maxBytes`, without reading on, and `StorageFull` where there is no room.
   */
  put(content: AsyncIterable<Uint8Array>, limits: { maxBytes: number }): Promise<StoredFile>
  /** The content from its beginning. Throws `NotFound` for a key that is none of ours. */
  get(key: string): Promise<Readable>
  /** Does nothing where the file is gone already. */
  remove(key: string): Promise<void>
}

export class FileTooLarge extends Error {
  override name = 'FileTooLarge'
}

/** The disk, or the quota, has no room left; the HTTP answer is 507. */
export class StorageFull extends Error {
  override name = 'StorageFull'
}
