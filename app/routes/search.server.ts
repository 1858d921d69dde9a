import type { Found } from '~/features/registry.types'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import type { PaletteAnswer, PaletteItem } from '~/ui/palette'

/** The palette's shape for what was found, its groups named in the reader's language. */
export function paletteAnswer(
  groups: readonly { kind: string; found: readonly Found[] }[],
  root: string,
  language: Language,
): PaletteAnswer {
  const t = texts[language].getFixedT(language, 'operations')
  return {
    groups: groups.map(({ kind, found }) => ({
      label: t(`search.kinds.${kind}` as never),
      items: found.map(({ title, detail, path }) => ({
        title,
        hint: detail,
        href: `${root}/${path}`,
        icon: kind as NonNullable<PaletteItem['icon']>,
      })),
    })),
  }
}
