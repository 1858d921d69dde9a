/** What stands between double braces in a prepared answer, and what it is filled with. */
export type CannedValues = { name: string; number: string; order: string; agent: string; host: string }

/** Puts the values where their names stand; a name that is not known stays as it is, so that whoever sends it sees it. */
export const fillIn = (template: string, values: CannedValues): string =>
  template.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as keyof CannedValues] : whole,
  )
