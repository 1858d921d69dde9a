/** What a list of programmes shows: those of a beginning of their code or name, or all. */
export type ProgrammeFilter = { q: string }
export const readProgrammeFilter = (search: URLSearchParams): ProgrammeFilter => ({ q: soughtIn(search) })

const longest = 80
/** What is looked for, as a list's URL says it. */
export const soughtIn = (search: URLSearchParams, name = 'q'): string =>
  [...(search.get(name) ?? '').normalize('NFC').replace(/\s+/g, ' ').trim()].slice(0, longest).join('')

/** What of a programme stands out in a list: what is to be done with it, or what rules. */
export function programmeState(row: { toClose: string | null; drafts: boolean; version: number | null }) {
  if (row.toClose) return 'toClose'
  if (row.drafts) return 'draft'
  return row.version === null ? 'waits' : 'runs'
}
