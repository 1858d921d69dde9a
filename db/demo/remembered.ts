/** The same pure function, asked once for each question: a large world asks the same ones again and again. Forgets all when full. */
export const remembered = <Q, A>(
  answer: (question: Q) => A,
  keyOf: (question: Q) => string,
  most = 200_000,
): ((question: Q) => A) => {
  const known = new Map<string, A>()
  return (question) => {
    const key = keyOf(question)
    let found = known.get(key)
    if (found === undefined) {
      if (known.size >= most) known.clear()
      found = answer(question)
      known.set(key, found)
    }
    return found
  }
}
