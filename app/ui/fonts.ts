/* The typeface is served by us. Latin is preloaded, other alphabets come when a page needs them. */
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'

/** For the root's `links`. */
export const fontLinks = [{ rel: 'preload', href: latin, as: 'font', type: 'font/woff2', crossOrigin: 'anonymous' as const }]
