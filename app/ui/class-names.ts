/** Joins the class names that are there. */
export const cx = (...names: (string | false | null | undefined)[]): string | undefined => {
  let all = ''
  for (const name of names) if (name) all += all ? ` ${name}` : name
  return all || undefined
}
