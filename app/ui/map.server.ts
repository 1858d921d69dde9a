/* Draws the way of a shipment on the server: projection, land and legs become path strings. The browser gets no map library. */
export type MapMode = 'sea' | 'air' | 'road' | 'rail'
export type LonLat = readonly [longitude: number, latitude: number]
export type MapLegInput = {
  mode: MapMode
  from: LonLat
  to: LonLat
  planned?: boolean | undefined
  via?: readonly LonLat[] | undefined
}
export type MapStopInput = {
  at: LonLat
  name: string
  note?: string | undefined
  kind: 'done' | 'planned' | 'lost' | 'here'
  /** Of lesser weight: its name is left out on a phone. */
  minor?: boolean | undefined
}
export type MapInput = {
  legs: readonly MapLegInput[]
  stops: readonly MapStopInput[]
  width?: number | undefined
  height?: number | undefined
}
export type MapStop = Omit<MapStopInput, 'at'> & { x: number; y: number; side: 'left' | 'right' | 'up' | 'down' }
export type MapDrawing = {
  width: number
  height: number
  land: string
  graticule: string
  legs: { path: string; mode: MapMode; planned: boolean }[]
  stops: MapStop[]
  meridians: { x: number; degrees: number }[]
}
