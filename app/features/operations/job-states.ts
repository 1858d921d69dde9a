/** What the outbox says of a job: still to be done (now or later), given up after its last try, or done. */
export const jobStates = ['dead', 'waiting', 'done'] as const
export type JobState = (typeof jobStates)[number]
