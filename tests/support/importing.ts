import type { StaffAbility } from '~/access/abilities'
import { systemScope } from '~/access/scope.server'
import { importCommand } from '~/features/exchange/command.server'

type Json = {
  entities: { entity: string; read: number; created: number; updated: number; unchanged: number; refused: number }[]
  refusals: string | null
  seconds: number
}

/** Read, created, updated, unchanged, refused. */
export type Counts = Record<string, [number, number, number, number, number]>

/** Runs the command as its users do, and answers what they see. */
export async function importing(...args: string[]) {
  let [output, errors] = ['', '']
  const code = await importCommand(systemScope<StaffAbility>([]), [...args, '--json'], {
    out: {
      write(text) {
        output += text
      },
    },
    err: {
      write(text) {
        errors += text
      },
    },
  })
  const lines = output.split('\n').filter((line) => line !== '')
  if (lines.length > 1) throw new Error(`more than one line: ${output}`)
  const report = lines[0] ? (JSON.parse(lines[0]) as Json) : null
  const counts: Counts = Object.fromEntries(
    (report?.entities ?? []).map((one) => [one.entity, [one.read, one.created, one.updated, one.unchanged, one.refused]]),
  )
  return { code, errors, report, counts }
}
