/**
 * The words that a product is found by: of its number and of its names in any language. Read by plain Node too, for whoever
 * writes products without the app.
 */

const longest = 40
const mostPerProduct = 80
const han = /\p{Script=Han}+/gu
const parts = /[\p{L}\p{N}]+/gu

/** As words are kept and asked for: compatible forms joined ('ＤＮ５０' is 'DN50'), lower case, without accents. */
const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()

/**
 * The words of these texts, folded, each once. A number is kept whole as well ('fa-080-24' leads there as 'fa08024', and so do its
 * parts; 'dn80' is found by '80' too). Chinese is written without spaces, so every ending of a run of characters counts as a word, and a word inside is found.
 */
export function wordsOf(texts: readonly (string | null)[]): string[] {
  const words = new Set<string>()
  for (const text of texts) {
    if (!text) continue
    for (const [part] of folded(text).matchAll(parts)) for (const word of endings(part)) words.add(cut(word))
  }
  return [...words].filter((word) => word !== '').slice(0, mostPerProduct)
}

/** A part without Han characters is one word, and so are the figures in it; of the others each run is taken from every character on. */
function endings(part: string): string[] {
  const runs = [...part.matchAll(han)]
  if (runs.length === 0) return [part, ...(part.match(/\p{N}+/gu) ?? [])]
  const rest = part.split(han).filter((one) => one !== '')
  return [...rest, ...runs.flatMap(([run]) => [...run].map((_, index) => [...run].slice(index).join('')))]
}

const cut = (word: string): string => [...word].slice(0, longest).join('')

/** The number of a product as one word: 'FA-080-24' as 'fa08024'. */
export const joinedNumber = (sku: string): string => cut([...folded(sku).matchAll(parts)].map(([part]) => part).join(''))

/** All words of a product. */
export const productWords = (product: { sku: string; name: string; local_name: string | null }): string[] => [
  ...new Set(
    [joinedNumber(product.sku), ...wordsOf([product.sku, product.name, product.local_name])].filter((one) => one !== ''),
  ),
]

const mostAsked = 5

/**
 * What a reader typed, as beginnings of words that must all be there, the longest first, at most five. Chinese is asked for as it
 * was typed, since every ending is kept.
 */
export function askedWords(typed: string): string[] {
  const asked = [...folded(typed).matchAll(parts)].flatMap(([part]) => {
    const runs = [...part.matchAll(han)].map(([run]) => run)
    return runs.length === 0 ? [part] : [...part.split(han).filter((one) => one !== ''), ...runs]
  })
  const once = [...new Set(asked.map(cut))].sort((a, b) => b.length - a.length)
  return once.slice(0, mostAsked)
}
