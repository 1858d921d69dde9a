/* One polite live region for the whole page. `say()` puts a sentence into it. */
const regionId = 'live'

export function LiveRegion() {
  return <div id={regionId} className="sr" role="status" aria-live="polite" />
}

/** Has screen readers say a sentence. Does nothing on the server. */
export function say(sentence: string): void {
  if (typeof document === 'undefined') return
  const region = document.getElementById(regionId)
  if (!region) return
  region.textContent = ''
  // A change in the next frame is heard even when the sentence is the same as before.
  requestAnimationFrame(() => {
    region.textContent = sentence
  })
}
