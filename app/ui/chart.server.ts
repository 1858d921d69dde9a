/* Computes a chart on the server: bars (actual, expected, planned) or lines, as plain numbers and paths for chart.tsx.
   Values are numbers here because a picture is not a sum; the table beside it shows the exact texts. */
import { scaleBand, scaleLinear, scalePoint } from 'd3-scale'
import { line } from 'd3-shape'

export type ChartPoint = {
  label: string
  value: number
  /** As the table shows it, exact and in the reader's language. */
  text: string
  kind?: 'actual' | 'due' | 'planned' | undefined
}
export type ChartInput = {
  points: readonly ChartPoint[]
  /** Bars by default. */
  form?: 'bars' | 'line' | undefined
  /** A line to reach, with its words. */
  mark?: { value: number; text: string } | undefined
  /** How a tick of the value axis is written. */
  tick?: ((value: number) => string) | undefined
}
type Bar = { x: number; y: number; width: number; height: number; kind: 'actual' | 'due' | 'planned' }
export type ChartDrawing = {
  width: number
  height: number
  ticks: { y: number; text: string }[]
  labels: { x: number; text: string }[]
  values: { x: number; y: number; text: string }[]
  bars: Bar[]
  line: { solid: string; dashed: string; dots: { x: number; y: number }[] } | null
  mark: { y: number; text: string } | null
  left: number
  base: number
}
export type ChartPair = { wide: ChartDrawing; narrow: ChartDrawing }

const round = (value: number) => Math.round(value * 10) / 10

function draw(input: ChartInput, width: number, height: number): ChartDrawing {
  const { points, form = 'bars', mark, tick = String } = input
  const left = 52
  const top = 18
  const base = height - 22
  const most = Math.max(mark?.value ?? 0, ...points.map(({ value }) => value), 0)
  const lowest = Math.min(...points.map(({ value }) => value), mark?.value ?? Number.POSITIVE_INFINITY)
  // A bar grows from zero; a line may begin where its story does.
  const least = form === 'bars' ? Math.min(0, lowest) : lowest
  const y = scaleLinear()
    .domain([least, most || 1])
    .nice(4)
    .range([base, top])
  const names = points.map(({ label }, i) => `${i} ${label}`)
  const band = scaleBand().domain(names).range([left, width]).paddingInner(0.42).paddingOuter(0.2)
  const point = scalePoint()
    .domain(names)
    .range([left + 18, width - 18])
  const wide = Math.min(band.bandwidth(), 44)
  const middle = (i: number): number =>
    form === 'line' ? (point(names[i] ?? '') ?? left) : (band(names[i] ?? '') ?? left) + band.bandwidth() / 2
  const every = Math.max(1, Math.ceil((points.length * (width < 500 ? 44 : 52)) / (width - left)))
  return {
    width,
    height,
    left,
    base,
    ticks: y.ticks(4).map((value) => ({ y: round(y(value)), text: tick(value) })),
    labels: points.flatMap(({ label }, i) => (i % every === 0 ? [{ x: round(middle(i)), text: label }] : [])),
    values: valuesOf(points, form, every === 1 && points.length <= 12).map(({ i, text }) => ({
      x: round(middle(i)),
      y: round(y(points[i]?.value ?? 0) - 7),
      text,
    })),
    bars:
      form === 'bars'
        ? points.map(({ value, kind = 'actual' }, i) => barOf(middle(i) - wide / 2, wide, y(value), y(0), kind))
        : [],
    line: form === 'line' ? lineOf(points, middle, y) : null,
    mark: mark ? { y: round(y(mark.value)), text: mark.text } : null,
  }
}

/** Which values are written beside their points: all bars while there is room, of a line only the last. */
function valuesOf(points: readonly ChartPoint[], form: string, room: boolean): { i: number; text: string }[] {
  const all = points.map(({ text }, i) => ({ i, text }))
  return form === 'line' ? all.slice(-1) : room ? all : []
}

const barOf = (x: number, width: number, end: number, zero: number, kind: Bar['kind']): Bar => ({
  x: round(x),
  width: round(width),
  y: round(Math.min(end, zero)),
  height: round(Math.abs(zero - end)),
  kind,
})

/** What is expected goes on from the last actual point, dashed. */
function lineOf(
  points: readonly ChartPoint[],
  x: (i: number) => number,
  y: (value: number) => number,
): NonNullable<ChartDrawing['line']> {
  const at = points.map(({ value }, i): [number, number] => [round(x(i)), round(y(value))])
  const firstDue = points.findIndex(({ kind }) => kind && kind !== 'actual')
  const solid = firstDue < 0 ? at : at.slice(0, firstDue)
  const dashed = firstDue < 0 ? [] : at.slice(Math.max(0, firstDue - 1))
  const path = line<[number, number]>().digits(1)
  return { solid: path(solid) ?? '', dashed: path(dashed) ?? '', dots: at.map(([px, py]) => ({ x: px, y: py })) }
}

/** The chart in two widths: for a page, and for a phone, so that its text keeps its size. */
export const drawChart = (input: ChartInput): ChartPair => ({ wide: draw(input, 690, 220), narrow: draw(input, 358, 220) })
