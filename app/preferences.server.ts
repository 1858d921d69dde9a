import { z } from 'zod'
import type { Language } from './languages/settings'
import { languages } from './languages/settings'
import { preferenceCookie } from './ui/preferences'
import { isOwnPath } from './values/own-path'

/** What a reader may choose from any page; one at a time, or several. `back` is the page it was chosen on. */
export const preferenceForm = z.object({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  rail: z.enum(['open', 'closed']).optional(),
  language: z.enum(languages).optional(),
  back: z.string().refine(isOwnPath).catch('/'),
})
export type PreferenceForm = z.output<typeof preferenceForm>

const year = 31_536_000
const languageCookie = (language: Language): string => `language=${language}; Path=/; Max-Age=${year}; SameSite=Lax; HttpOnly`

/** The Set-Cookie headers that remember a choice in this browser, signed in or not. */
export const preferenceCookies = ({ theme, rail, language }: PreferenceForm): string[] => [
  ...(theme ? [preferenceCookie('theme', theme)] : []),
  ...(rail ? [preferenceCookie('rail', rail)] : []),
  ...(language ? [languageCookie(language)] : []),
]
