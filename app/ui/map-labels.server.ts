/* Finds room for the names of stops: beside the dot, or above or below it, where no other name and no edge is. */
import type { MapStop } from './map.server'

type Unlabelled = Omit<MapStop, 'label'>
type Box = { left: number; top: number; right: number; bottom: number }

/** The drawing as it usually is on a screen, in pixels: names keep their size while the map shrinks. */
const screen = { width: 760, height: 304 }
const lineHeight = 15

/** Widths at 12 px: Inter's letters in a few sizes, Chinese characters square. A label needs no more than "about". */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\uffff]/, 12],
  [/[ !',.:;Iijl|]/, 3.4],
  [/[()/[\]frt1-]/, 4.6],
  [/[mwMW%@]/, 11],
  [/[A-Z]/, 8.4],
]
export function textWidth(text: string): number {
  let width = 0
  for (const sign of text) width += widths.find(([kind]) => kind.test(sign))?.[1] ?? 7
  return Math.ceil(width)
}

const overlap = (a: Box, b: Box) =>
  Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
const outside = (box: Box) =>
  Math.max(0, -box.left) +
  Math.max(0, box.right - screen.width) +
  Math.max(0, 22 - box.top) +
  Math.max(0, box.bottom - screen.height)

export function placeLabels(stops: readonly Unlabelled[]): MapStop[] {
  const dots = stops.map((stop): Box => {
    const [x, y] = [(stop.x / 100) * screen.width, (stop.y / 100) * screen.height]
    return { left: x - 8, right: x + 8, top: y - 8, bottom: y + 8 }
  })
  const taken: Box[] = []
  // What matters most finds its room first.
  const order = stops.map((_, i) => i).sort((a, b) => rank(stops[a]) - rank(stops[b]))
  const labels = new Map<number, MapStop['label']>()
  for (const i of order) {
    const stop = stops[i]
    if (!stop) continue
    const lines = stop.note ? 2 : 1
    const width = Math.max(textWidth(stop.name) + 4, textWidth(stop.note ?? '')) + 10
    const tall = lines * lineHeight + 4
    const far = stop.kind === 'here' ? 14 : 10
    const choices = [
      { dx: far, dy: -tall / 2 },
      { dx: -far - width, dy: -tall / 2 },
      { dx: -width / 2, dy: far },
      { dx: -width / 2, dy: -far - tall },
    ]
    const [x, y] = [(stop.x / 100) * screen.width, (stop.y / 100) * screen.height]
    const judged = choices.map(({ dx, dy }) => {
      const box = { left: x + dx, right: x + dx + width, top: y + dy, bottom: y + dy + tall }
      const others = [...taken, ...dots.filter((_, k) => k !== i)]
      return { dx, dy, box, cost: outside(box) * 40 + others.reduce((sum, other) => sum + overlap(box, other), 0) }
    })
    const best = judged.reduce((a, b) => (b.cost < a.cost ? b : a))
    taken.push(best.box)
    labels.set(i, { dx: Math.round(best.dx), dy: Math.round(best.dy), width, lines })
  }
  return stops.map((stop, i) => ({
    ...stop,
    x: round(stop.x),
    y: round(stop.y),
    label: labels.get(i) ?? { dx: 0, dy: 0, width: 0, lines: 1 },
  }))
}

const rank = (stop: Unlabelled | undefined) => (stop?.kind === 'here' ? 0 : stop?.minor ? 2 : 1)
const round = (value: number) => Math.round(value * 100) / 100
