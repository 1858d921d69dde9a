/* Draws the way of a shipment on the server: projection, land and legs become path strings. The browser gets no map library. */
import type { GeoProjection } from 'd3-geo'
import { geoInterpolate, geoNaturalEarth1 } from 'd3-geo'
import { curveCatmullRom, line } from 'd3-shape'
import type { Ground } from './map-ground.server'
import { groundOf } from './map-ground.server'
import { placeLabels } from './map-labels.server'
import { seaWay } from './sea-lanes.server'

export type MapMode = 'sea' | 'air' | 'road' | 'rail'
export type LonLat = readonly [longitude: number, latitude: number]
export type MapLegInput = {
  mode: MapMode
  from: LonLat
  to: LonLat
  /** How much of it is behind us: 1 done (default), 0 planned, between them both. */
  progress?: number | undefined
  /** Places it passes; a leg by sea keeps to the sea lanes without. */
  via?: readonly LonLat[] | undefined
}
export type MapStopInput = {
  /** Where; or a share (0 to 1) of a leg, for "now". */
  at: LonLat | { leg: number; share: number }
  name: string
  note?: string | undefined
  kind: 'done' | 'planned' | 'lost' | 'here'
  /** Of lesser weight: its name is left out on a phone. */
  minor?: boolean | undefined
}
export type MapInput = { legs: readonly MapLegInput[]; stops: readonly MapStopInput[] }
/** Positions are in per cent of the drawing; `dx`, `dy` in pixels from there. */
export type MapStop = Omit<MapStopInput, 'at'> & {
  x: number
  y: number
  label: { dx: number; dy: number; width: number; lines: number }
}
export type MapDrawing = Ground & {
  width: number
  height: number
  legs: { path: string; mode: MapMode; planned: boolean }[]
  stops: MapStop[]
}

/** Units of the drawing. Twice the usual width on screen, so that whole numbers are half pixels. */
const width = 2000
const height = 800
/** A view never shows less than this: a way across a town still shows the coast. */
const closest = 9000

type Point = [number, number]
const copy = ([lon, lat]: LonLat): Point => [lon, lat]

/** The points of a leg on the globe: sea lanes for ships, great circles for the rest. */
function wayOf(leg: MapLegInput): LonLat[] {
  if (leg.via?.length) return [leg.from, ...leg.via, leg.to]
  return leg.mode === 'sea' ? seaWay(leg.from, leg.to) : arc(leg.from, leg.to)
}
function arc(from: LonLat, to: LonLat): LonLat[] {
  const between = geoInterpolate(copy(from), copy(to))
  return Array.from({ length: 25 }, (_, i) => between(i / 24))
}

/** The longitude in the middle of all points, over the shorter way around the globe. */
function middleLongitude(points: readonly LonLat[]): number {
  const sorted = points.map(([lon]) => (lon + 360) % 360).sort((a, b) => a - b)
  let gap = 0
  let start = sorted[0] ?? 0
  sorted.forEach((lon, i) => {
    const next = i + 1 < sorted.length ? (sorted[i + 1] ?? 0) : (sorted[0] ?? 0) + 360
    if (next - lon > gap) {
      gap = next - lon
      start = next % 360
    }
  })
  return (start + (360 - gap) / 2) % 360
}

/** A projection that shows all points. Rounded, so that similar ways share one drawing of the land. */
function viewOf(points: readonly LonLat[]): { projection: GeoProjection; key: string } {
  const turn = Math.round(-middleLongitude(points) / 5) * 5
  const projection = geoNaturalEarth1().rotate([turn, 0]).precision(0)
  projection.fitExtent(
    [
      [width * 0.13, height * 0.15],
      [width * 0.87, height * 0.85],
    ],
    { type: 'MultiPoint', coordinates: points.map(copy) },
  )
  const scale = Math.min(closest, 2 ** (Math.floor(Math.log2(projection.scale()) * 8) / 8))
  const grid = 40
  projection.scale(scale).translate([0, 0])
  const projected = points.map((point) => projection(copy(point)) ?? ([0, 0] as Point))
  const centre = (axis: 0 | 1) => {
    const values = projected.map((point) => point[axis])
    return (Math.min(...values) + Math.max(...values)) / 2
  }
  const left = Math.round((width / 2 - centre(0)) / grid) * grid
  const top = Math.round((height / 2 - centre(1)) / grid) * grid
  projection.translate([left, top]).clipExtent([
    [-20, -20],
    [width + 20, height + 20],
  ])
  return { projection, key: `${turn} ${Math.round(scale)} ${left} ${top}` }
}

const distance = ([ax, ay]: Point, [bx, by]: Point) => Math.hypot(bx - ax, by - ay)
const mix = (a: Point, b: Point, share: number): Point => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]

/** Cuts a line at a share of its length. */
export function cut(points: readonly Point[], share: number): { before: Point[]; after: Point[]; at: Point } {
  const whole = points.reduce((sum, point, i) => sum + (i > 0 ? distance(points[i - 1] ?? point, point) : 0), 0)
  let left = whole * Math.min(1, Math.max(0, share))
  for (let i = 1; i < points.length; i++) {
    const [a, b] = [points[i - 1] ?? [0, 0], points[i] ?? [0, 0]] as [Point, Point]
    const step = distance(a, b)
    if (left <= step) {
      const at = mix(a, b, step === 0 ? 0 : left / step)
      return { before: [...points.slice(0, i), at], after: [at, ...points.slice(i)], at }
    }
    left -= step
  }
  const end = points.at(-1) ?? [0, 0]
  return { before: [...points], after: [end], at: end }
}

const smooth = line<Point>().curve(curveCatmullRom.alpha(0.5)).digits(0)

/** Draws a way: the ground it lies on, its legs (done and still to come), and its stops with room for their names. */
export async function drawMap({ legs, stops }: MapInput): Promise<MapDrawing> {
  const ways = legs.map(wayOf)
  const fixed = stops.flatMap(({ at }) => ('leg' in at ? [] : [at]))
  const { projection, key } = viewOf([...ways.flat(), ...fixed])
  const project = (point: LonLat): Point => projection(copy(point)) ?? [0, 0]
  const lines = ways.map((way) => way.map(project))
  const placed = stops.map((stop) => ({
    stop,
    at: 'leg' in stop.at ? cut(lines[stop.at.leg] ?? [[0, 0]], stop.at.share).at : project(stop.at),
  }))
  return {
    width,
    height,
    ...(await groundOf(projection, key, width)),
    legs: legs.flatMap(({ mode, progress = 1 }, i) => {
      const { before, after } = cut(lines[i] ?? [], progress)
      return [
        ...(progress < 1 ? [{ path: smooth(after) ?? '', mode, planned: true }] : []),
        ...(progress > 0 ? [{ path: smooth(before) ?? '', mode, planned: false }] : []),
      ]
    }),
    stops: placeLabels(
      placed.map(({ stop: { at: _, ...rest }, at: [x, y] }) => ({ ...rest, x: (x / width) * 100, y: (y / height) * 100 })),
    ),
  }
}
