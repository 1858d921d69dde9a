export const themes = ['light', 'dark'] as const
/** What a reader chose; who chose nothing follows the system. */
export type Theme = (typeof themes)[number]

export const isTheme = (value: unknown): value is Theme => themes.includes(value as Theme)
