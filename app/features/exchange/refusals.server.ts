import { texts } from '~/languages/texts.server'
import { reasonParts } from '~/values/columns'
import { CsvReport } from './reports.server'

export type Refusal = {
  entity: string
  file: string
  line: number
  column: string
  value: string
  /** A key of the languages with its values, as in values/columns. */
  reason: string
}

export const refusalColumns = ['file', 'line', 'column', 'value', 'reason', 'entity'] as const

const kept = 100
const longestValue = 500

/** What an import did not take: all of it as a CSV, and the first hundred for the page. */
export type Refusals = {
  readonly count: number
  readonly path: string | null
  readonly first: readonly Refusal[]
  add(refusal: Refusal): Promise<void>
  end(): Promise<void>
}

/** A reason in words. */
export function reasonText(reason: string, language: 'en' | 'zh-CN' = 'en'): string {
  const { key, values } = reasonParts(reason)
  const say = texts[language].getFixedT(language, 'exchange') as (key: string, values: Record<string, string | number>) => string
  return say(`reasons.${key}`, values)
}

export function refusalsIn(path: string): Refusals {
  const report = new CsvReport(path, refusalColumns)
  const first: Refusal[] = []
  let count = 0
  return {
    get count() {
      return count
    },
    get path() {
      return report.path
    },
    first,
    async add(refusal) {
      count++
      const { file, line, column, entity, reason } = refusal
      const value = refusal.value.length > longestValue ? `${refusal.value.slice(0, longestValue)}…` : refusal.value
      if (first.length < kept) first.push({ ...refusal, value })
      await report.add([file, line, column, value, reasonText(reason), entity])
    },
    end: () => report.end(),
  }
}
