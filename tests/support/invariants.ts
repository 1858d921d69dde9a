const kept = globalThis as { quaysideBrokenOnPurpose?: string[] }

/** The invariants that this test file breaks on purpose, by name, so that they are not asked for at its end. */
export const breaksOnPurpose = (...names: string[]) => {
  kept.quaysideBrokenOnPurpose = [...(kept.quaysideBrokenOnPurpose ?? []), ...names]
}

export const brokenOnPurpose = (name: string) => kept.quaysideBrokenOnPurpose?.includes(name) ?? false
