import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { charactersOf, sfntOf } from './sfnt'

/** The letters of every PDF, in the order in which they are tried: what one lacks the next may have. */
const subsets = ['latin', 'latin-ext', 'cyrillic', 'vietnamese', 'chinese-simplified'] as const
export type Weight = 400 | 700
export type Font = { name: string; content: Buffer; has: ReadonlySet<number> }

const require = createRequire(import.meta.url)
const kept = new Map<string, Font>()

/** Read and unpacked when a text first needs it, and once for the life of the process. */
function fontOf(subset: string, weight: Weight): Font {
  const name = `noto-sans-sc-${subset}-${weight}`
  const known = kept.get(name)
  if (known) return known
  const content = sfntOf(readFileSync(require.resolve(`@fontsource/noto-sans-sc/files/${name}-normal.woff`)))
  const made = { name, content, has: charactersOf(content) }
  kept.set(name, made)
  return made
}

export type Run = { font: Font; text: string }

/** Signs that these fonts draw as wide as a Chinese character, and what stands for them in a text that has none. */
const narrow: Record<string, string> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '·': '-',
  '…': '...',
  '–': '-',
  '—': '-',
  '−': '-',
}
const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
/** Letters that do not come apart into a plain one and its mark. */
const plainLetters: Record<string, string> = { Ł: 'L', ł: 'l', ı: 'i', Ħ: 'H', ħ: 'h', Ŧ: 'T', ŧ: 't', Ŋ: 'N', ŋ: 'n' }

/**
 * A text cut where the font has to change. These fonts lack some marked letters of Central Europe: those are drawn without their mark,
 * so that a name stays legible. What no font has at all is a box.
 */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = []
  const sides = wide.test(text) ? text : text.replace(/[‘’“”·…–—−]/g, (sign) => narrow[sign] ?? sign)
  for (const letter of sides) {
    const last = runs.at(-1)
    const { font, character } = drawn(letter, last?.font, weight)
    if (last && last.font === font) last.text += character
    else runs.push({ font, text: character })
  }
  return runs
}

/** What the running font has stays in it: Chinese text keeps its figures. */
function drawn(letter: string, running: Font | undefined, weight: Weight): { font: Font; character: string } {
  for (const character of [letter, plainLetters[letter] ?? letter.normalize('NFD').replace(/\p{Mn}/gu, '')]) {
    const code = character.codePointAt(0) ?? 0
    const font = running?.has.has(code) ? running : firstWith(code, weight)
    if (font) return { font, character }
  }
  return { font: fontOf('chinese-simplified', weight), character: letter }
}

function firstWith(code: number, weight: Weight): Font | null {
  for (const subset of subsets) {
    const font = fontOf(subset, weight)
    if (font.has.has(code)) return font
  }
  return null
}
