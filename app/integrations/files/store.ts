import type { Readable } from 'node:stream'

/** A file as it is kept: the key that finds it, and what its row in the database is checked against. */
export type StoredFile = {
  /** Random, and the only name that the file has. */
  key: string
  sha256: string
  bytes: number
}

/**
 * Where files are kept. A local folder, or later any service that keeps objects by key: nobody can list, rename or change a file,
 * because not every service can.
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
  /**
   * Removes what was begun or kept more than a day before `now` and belongs to nothing: a process was killed in the middle, or what
   * the file was kept for was undone. `known` answers which of these keys belong to something. Answers how many are gone.
   */
  sweep(now: Date, known: (keys: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
}

export class FileTooLarge extends Error {
  override name = 'FileTooLarge'
}

/** The disk, or the quota, has no room left; the HTTP answer is 507. */
export class StorageFull extends Error {
  override name = 'StorageFull'
}
