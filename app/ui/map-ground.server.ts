/* The ground of a map: land, borders, graticule, and where the meridians meet the upper edge. The atlas is thinned to a few levels of
   detail when it is first needed, and drawings of the same view are remembered, because many ways run through the same waters. */
import type { GeoProjection } from 'd3-geo'
import { geoGraticule, geoPath } from 'd3-geo'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { CompactPath } from './compact-path.server'

export type Ground = {
  land: string
  /** Between countries; empty where the view is wider than a continent. */
  borders: string
  graticule: string
  /** In per cent of the width. */
  meridians: { x: number; degrees: number }[]
}
type Position = [number, number]
type Piece = { rings: (readonly Position[])[]; box: Box }
type Box = { west: number; east: number; south: number; north: number }
/** `degrees` is the step that is left out. */
type Detail = { degrees: number; land: Piece[]; borders: Piece[] }

/** From this scale on borders help; below it they are noise. */
const continental = 1400
/** What moves less than this many units is not drawn. */
const tolerance = 2.2
const steps = [0.4, 0.2, 0.1, 0.04, 0]

function boxOf(ring: readonly Position[]): Box {
  const box = { west: 180, east: -180, south: 90, north: -90 }
  for (const [lon, lat] of ring) {
    box.west = Math.min(box.west, lon)
    box.east = Math.max(box.east, lon)
    box.south = Math.min(box.south, lat)
    box.north = Math.max(box.north, lat)
  }
  return box
}

/** Leaves out points that are less than `degrees` from the last one kept; the ends stay. */
function thinned(ring: readonly Position[], degrees: number): Position[] {
  const kept: Position[] = []
  let last: Position | undefined
  ring.forEach((point, i) => {
    const edge = i === 0 || i === ring.length - 1 || Math.abs(point[0]) > 179.9
    const far = !last || Math.hypot((point[0] - last[0]) * Math.cos((point[1] * Math.PI) / 180), point[1] - last[1]) >= degrees
    if (!edge && !far) return
    kept.push(point)
    last = point
  })
  return kept
}

/** Twice the area of a ring on a flat map; its sign is the way round. */
function turnOf(ring: readonly Position[]): number {
  let sum = 0
  ring.forEach(([x, y], i) => {
    const [nextX, nextY] = ring[i + 1] ?? [x, y]
    sum += x * nextY - nextX * y
  })
  return sum
}

/** A thin island may turn inside out when it is thinned, and would then be all the world but itself: it keeps its points. */
function thinnedShape(ring: readonly Position[], degrees: number): readonly Position[] {
  const thin = thinned(ring, degrees)
  const share = turnOf(thin) / turnOf(ring)
  return thin.length >= 4 && share > 0.5 && share < 2 ? thin : ring
}

function piecesOf(parts: readonly Position[][][], degrees: number, thin: typeof thinnedShape): Piece[] {
  return parts.flatMap((rings) => {
    const [outer = []] = rings
    const box = boxOf(outer)
    if (Math.max(box.east - box.west, box.north - box.south) < degrees * 3) return []
    return [{ rings: rings.map((ring) => thin(ring, degrees)), box }]
  })
}

let details: Promise<Detail[]> | undefined
async function loadDetails(): Promise<Detail[]> {
  const file = (await import('world-atlas/countries-50m.json')).default as unknown as Topology<{
    land: GeometryCollection
    countries: GeometryCollection
  }>
  const land = feature(file, file.objects.land) as unknown as { features: { geometry: { coordinates: Position[][][] } }[] }
  const polygons = land.features.flatMap(({ geometry }) => geometry.coordinates)
  const lines = mesh(file, file.objects.countries, (a, b) => a !== b).coordinates as unknown as Position[][]
  return steps.map((degrees) => ({
    degrees,
    land: piecesOf(polygons, degrees, thinnedShape),
    borders: piecesOf(
      lines.map((one) => [one]),
      degrees,
      thinned,
    ),
  }))
}

/** Could a piece be in view? Longitudes are counted from the middle of the map, so that the date line is no edge. */
function inView({ west, east }: Box, middle: number, reach: number): boolean {
  if (reach >= 180 || east - west > 180) return true
  const from = ((((west - middle + 540) % 360) + 360) % 360) - 180
  return from <= reach && from + (east - west) >= -reach
}

const drawn = new Map<string, Ground>()
const mostDrawn = 200

/** The ground under a projection; `key` names the view. */
export async function groundOf(projection: GeoProjection, key: string, width: number): Promise<Ground> {
  const known = drawn.get(key)
  if (known) {
    drawn.delete(key)
    drawn.set(key, known)
    return known
  }
  details ??= loadDetails()
  const all = await details
  const scale = projection.scale()
  const unit = (tolerance / scale) * (180 / Math.PI)
  const level = all.find(({ degrees }) => degrees <= unit) ?? all.at(-1)
  const [turn = 0] = projection.rotate()
  const reach = (width / 2 / scale) * (180 / Math.PI) * 2.2
  const seen = (pieces: readonly Piece[] = []) => pieces.filter(({ box }) => inView(box, -turn, reach)).map(({ rings }) => rings)
  const ground: Ground = {
    land: compact(projection, { type: 'MultiPolygon', coordinates: seen(level?.land) }, tolerance),
    borders:
      scale > continental
        ? compact(projection, { type: 'MultiLineString', coordinates: seen(level?.borders).flat() }, tolerance)
        : '',
    graticule: compact(projection, geoGraticule().step([15, 15])(), 6),
    meridians: meridiansOf(projection, width),
  }
  drawn.set(key, ground)
  const [oldest] = drawn.keys()
  if (drawn.size > mostDrawn && oldest !== undefined) drawn.delete(oldest)
  return ground
}

function compact(projection: GeoProjection, shape: unknown, least: number): string {
  const path = new CompactPath(least)
  geoPath(projection, path)(shape as Parameters<ReturnType<typeof geoPath>>[0])
  return path.toString()
}

/** Where each thirtieth degree meets the upper edge. */
function meridiansOf(projection: GeoProjection, width: number): Ground['meridians'] {
  const found: Ground['meridians'] = []
  for (let degrees = -180; degrees < 180; degrees += 30) {
    const x = edgeOf(projection, degrees)
    if (x !== null && x > 60 && x < width - 60) found.push({ x: Math.round((x / width) * 1000) / 10, degrees })
  }
  return found
}

function edgeOf(projection: GeoProjection, degrees: number): number | null {
  for (let lat = 85; lat > -80; lat -= 5) {
    const above = projection([degrees, lat])
    const below = projection([degrees, lat - 5])
    if (!above || !below || above[1] > 0 || below[1] < 0) continue
    return above[0] + ((below[0] - above[0]) * -above[1]) / (below[1] - above[1] || 1)
  }
  return null
}
