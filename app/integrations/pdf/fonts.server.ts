import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { charactersOf, sfntOf } from './sfnt.ts'

const chinese = 'noto-sans-sc-chinese-simplified'
/** The letters of every PDF, in the order in which they are tried: what one lacks the next may have. */
const faces = [
  ...(['latin', 'latin-ext', 'greek', 'greek-ext', 'cyrillic', 'cyrillic-ext', 'vietnamese'] as const).map(
    (one) => `inter-${one}`,
  ),
  chinese,
]
export type Weight = 400 | 700
export type Font = { name: string; content: Buffer; has: ReadonlySet<number> }

const require = createRequire(import.meta.url)
const kept = new Map<string, Font>()

/** Read and unpacked when a text first needs it, and once for the life of the process. */
function fontOf(face: string, weight: Weight): Font {
  const name = `${face}-${weight}`
  const known = kept.get(name)
  if (known) return known
  const family = face === chinese ? 'noto-sans-sc' : 'inter'
  const content = sfntOf(readFileSync(require.resolve(`@fontsource/${family}/files/${name}-normal.woff`)))
  const made = { name, content, has: charactersOf(content) }
  kept.set(name, made)
  return made
}

export type Run = { font: Font; text: string }

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
/** Signs that Chinese and other texts share, each drawing them as wide as its letters. */
const shared = /[‘’“”·…—]/

/** A text cut where the font has to change. A letter that no font has is left without its mark; what none has at all is a box. */
export function runsOf(text: string, weight: Weight): Run[] {
  const runs: Run[] = []
  const isWide = wide.test(text)
  for (const letter of text) {
    const last = runs.at(-1)
    const running = isWide && shared.test(letter) ? fontOf(chinese, weight) : last?.font
    const { font, character } = drawn(letter, running, weight)
    if (last && last.font === font) last.text += character
    else runs.push({ font, text: character })
  }
  return runs
}

/** What the running font has stays in it: Chinese text keeps its figures. */
function drawn(letter: string, running: Font | undefined, weight: Weight): { font: Font; character: string } {
  for (const character of [letter, letter.normalize('NFD').replace(/\p{Mn}/gu, '')]) {
    const code = character.codePointAt(0) ?? 0
    const font = running?.has.has(code) ? running : firstWith(code, weight)
    if (font) return { font, character }
  }
  return { font: fontOf(chinese, weight), character: letter }
}

function firstWith(code: number, weight: Weight): Font | null {
  for (const face of faces) {
    const font = fontOf(face, weight)
    if (font.has.has(code)) return font
  }
  return null
}
