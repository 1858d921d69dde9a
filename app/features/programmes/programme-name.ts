/** A programme with the name that the host gave it, and the one for readers of Chinese where there is one. */
export type NamedProgramme = { name: string; localName: string | null }

/** The name for a reader of a language; the language's own texts say which of the two is theirs. */
export const programmeName = (t: (key: string) => string, { name, localName }: NamedProgramme): string =>
  t('programmes:named') === 'localName' ? (localName ?? name) : name
