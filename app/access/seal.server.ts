import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { env } from '~/env.server'

const keyFor = (use: string, bytes: number) => Buffer.from(hkdfSync('sha256', env.SECRET, '', `quayside ${use}`, bytes))

const sealing = keyFor('seal', 32)

/** Text that only this installation can read again (AES-256-GCM), for secrets that must wait in the outbox. */
export function seal(text: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealing, nonce)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
}

/** What `seal` hid. Throws where the text was changed, or sealed under another SECRET. */
export function unseal(sealed: string): string {
  const all = Buffer.from(sealed, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', sealing, all.subarray(0, 12))
  decipher.setAuthTag(all.subarray(12, 28))
  return Buffer.concat([decipher.update(all.subarray(28)), decipher.final()]).toString('utf8')
}

const naming = keyFor('handle', 16)
const kinds = { person: 1, session: 2, link: 3 } as const
type Kind = keyof typeof kinds

/**
 * The name of a record that has no number people say: its id as one encrypted block, 22 letters long and always the same. Ids
 * themselves tell how many there are and invite to try the next, so they leave the server in this form alone.
 */
export function handleOf(kind: Kind, id: string): string {
  const block = Buffer.alloc(16)
  block.writeUInt8(kinds[kind], 0)
  block.writeBigUInt64BE(BigInt(id), 8)
  const cipher = createCipheriv('aes-128-ecb', naming, null).setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()]).toString('base64url')
}

/** The id behind a handle of this kind, or null for anything else. */
export function idOf(kind: Kind, handle: string): string | null {
  if (!/^[\w-]{22}$/.test(handle)) return null
  const decipher = createDecipheriv('aes-128-ecb', naming, null).setAutoPadding(false)
  const block = Buffer.concat([decipher.update(Buffer.from(handle, 'base64url')), decipher.final()])
  const start = Buffer.alloc(8)
  start.writeUInt8(kinds[kind], 0)
  return block.subarray(0, 8).equals(start) ? String(block.readBigUInt64BE(8)) : null
}
