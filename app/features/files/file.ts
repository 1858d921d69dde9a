/** Which files are kept, and how they are named. Pure. */

/** Kinds by ending, with the type they are served as. A file is what its first bytes say; its ending has to agree. */
export const kinds = {
  pdf: { endings: ['pdf'], mediaType: 'application/pdf' },
  jpeg: { endings: ['jpg', 'jpeg'], mediaType: 'image/jpeg' },
  png: { endings: ['png'], mediaType: 'image/png' },
  webp: { endings: ['webp'], mediaType: 'image/webp' },
} as const
export type Kind = keyof typeof kinds

/** What a form offers to choose from. */
export const accepted = Object.values(kinds)
  .flatMap(({ endings, mediaType }) => [mediaType, ...endings.map((one) => `.${one}`)])
  .join(',')

/** The same for a form that takes pictures alone. */
export const acceptedPictures = Object.values(kinds)
  .filter(({ mediaType }) => mediaType.startsWith('image/'))
  .flatMap(({ endings, mediaType }) => [mediaType, ...endings.map((one) => `.${one}`)])
  .join(',')

export const mostBytes = 10 * 1_048_576

const startsWith = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((one, index) => bytes[at + index] === one)
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0))

/** What the first bytes say; null for everything that is not kept. */
export function kindOf(bytes: Uint8Array): Kind | null {
  if (startsWith(bytes, ascii('%PDF-'))) return 'pdf'
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return 'jpeg'
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png'
  if (startsWith(bytes, ascii('RIFF')) && startsWith(bytes, ascii('WEBP'), 8)) return 'webp'
  return null
}

/** The kind that a name's ending stands for. */
export function kindByName(name: string): Kind | null {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const found = Object.entries(kinds).find(([, { endings }]) => (endings as readonly string[]).includes(ending))
  return (found?.[0] as Kind | undefined) ?? null
}

const longestName = 120

/** A name as it may be shown and saved: without folders, control characters and direction marks, at most 120 letters. */
export function cleanName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|?*:]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^\.+/, '')
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? ''
  const stem = [...plain.slice(0, plain.length - ending.length)].slice(0, longestName - ending.length).join('')
  return `${stem.trim() || 'file'}${ending}`
}

/** Content-Disposition of a download: the plain name for old programs, the whole one for the others (RFC 6266). */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
