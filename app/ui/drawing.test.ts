import { describe, expect, it } from 'vitest'
import { drawChart } from './chart.server'
import { CompactPath } from './compact-path.server'
import { cut, drawMap } from './map.server'
import { placeLabels, textWidth } from './map-labels.server'
import { seaWay } from './sea-lanes.server'

const near = ([lon, lat]: readonly [number, number], way: readonly (readonly [number, number])[]) =>
  way.some(([x, y]) => Math.hypot(x - lon, y - lat) < 4)

/** Whether a compact path covers a point, counted by crossings. */
function covers(path: string, x: number, y: number): boolean {
  let inside = false
  for (const ring of path.split('M').slice(1)) {
    const numbers = (ring.match(/-?\d+/g) ?? []).map(Number)
    const points: [number, number][] = []
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const [px = 0, py = 0] = points.at(-1) ?? []
      points.push([px + (numbers[i] ?? 0), py + (numbers[i + 1] ?? 0)])
    }
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length] ?? [0, 0]
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    })
  }
  return inside
}

describe('sea lanes', () => {
  const rotterdam = [4.1, 51.95] as const
  it('lead from Asia to Europe through Malacca, Suez and Gibraltar', () => {
    const way = seaWay([103.8, 1.3], rotterdam)
    for (const strait of [
      [98.4, 5.4],
      [43.3, 12.6],
      [32.5, 30],
      [-5.3, 36],
      [1.5, 51.1],
    ] as const)
      expect(near(strait, way)).toBe(true)
  })
  it('lead across the Pacific and not around the world', () => {
    const way = seaWay([121.9, 31], [-118.2, 33.7])
    expect(near([32.5, 30], way)).toBe(false)
    expect(near([-79.6, 9], way)).toBe(false)
  })
  it('go straight between neighbours', () => {
    expect(seaWay([4.1, 51.95], [1.3, 51.95])).toHaveLength(2)
  })
})

describe('the map', () => {
  const ningbo = [121.9, 29.9] as const
  const singapore = [103.8, 1.3] as const
  it('draws land, legs and stops inside its frame', async () => {
    const map = await drawMap({
      legs: [{ mode: 'sea', from: ningbo, to: singapore, progress: 0.5 }],
      stops: [
        { at: ningbo, name: 'Ningbo', kind: 'done' },
        { at: { leg: 0, share: 0.5 }, name: 'Now', kind: 'here' },
        { at: singapore, name: 'Singapore', kind: 'planned' },
      ],
    })
    expect(map.land).toMatch(/^M-?\d+,-?\d+l/)
    expect(map.land.length).toBeGreaterThan(1000)
    expect(map.legs.map(({ planned }) => planned)).toEqual([true, false])
    for (const { x, y } of map.stops) {
      expect(x).toBeGreaterThan(0)
      expect(x).toBeLessThan(100)
      expect(y).toBeGreaterThan(0)
      expect(y).toBeLessThan(100)
    }
  })
  it('keeps the sea a sea at every level of detail', { timeout: 30_000 }, async () => {
    const oceans = [
      [-150, 5],
      [75, -20],
      [3, 54],
    ] as const
    for (const [lon, lat] of oceans) {
      for (const reach of [2, 15, 60]) {
        const map = await drawMap({
          legs: [{ mode: 'air', from: [lon - reach, lat], to: [lon + reach, lat] }],
          stops: [{ at: [lon, lat], name: 'Sea', kind: 'here' }],
        })
        const [stop] = map.stops
        expect(
          covers(map.land, ((stop?.x ?? 0) / 100) * map.width, ((stop?.y ?? 0) / 100) * map.height),
          `${lon} ${lat} ±${reach}`,
        ).toBe(false)
      }
    }
  })
  it('keeps the land a land', async () => {
    for (const [lon, lat] of [
      [10, 50],
      [100, 60],
      [-100, 40],
      [25, -28],
      [134, -25],
    ] as const) {
      const map = await drawMap({ legs: [], stops: [{ at: [lon, lat], name: 'Land', kind: 'here' }] })
      const [stop] = map.stops
      expect(covers(map.land, ((stop?.x ?? 0) / 100) * map.width, ((stop?.y ?? 0) / 100) * map.height), `${lon} ${lat}`).toBe(
        true,
      )
    }
  })
  it('stays small enough to send with a page', async () => {
    const world = await drawMap({
      legs: [
        { mode: 'sea', from: ningbo, to: [4.1, 51.95] },
        { mode: 'air', from: ningbo, to: [-74, 40.6] },
      ],
      stops: [],
    })
    expect(world.land.length).toBeLessThan(40_000)
  })
  it('crosses the date line on the short side', async () => {
    const map = await drawMap({
      legs: [{ mode: 'air', from: [139.8, 35.6], to: [-118.2, 33.7] }],
      stops: [{ at: [139.8, 35.6], name: 'Tokyo', kind: 'done' }],
    })
    expect(map.stops[0]?.x).toBeLessThan(50)
  })
  it('draws a single place', async () => {
    const map = await drawMap({ legs: [], stops: [{ at: [9.99, 53.55], name: 'Hamburg', kind: 'here' }] })
    expect(map.stops[0]?.x).toBeCloseTo(50, -1)
  })
  it('cuts a line at a share of its length', () => {
    expect(
      cut(
        [
          [0, 0],
          [10, 0],
          [10, 10],
        ],
        0.75,
      ),
    ).toEqual({
      before: [
        [0, 0],
        [10, 0],
        [10, 5],
      ],
      after: [
        [10, 5],
        [10, 10],
      ],
      at: [10, 5],
    })
  })
})

describe('labels', () => {
  it('find room where no other label is', () => {
    const stop = (name: string, x: number, y: number) => ({ name, x, y, kind: 'done' as const })
    const [a, b] = placeLabels([stop('Hamburg', 50, 50), stop('Bremerhaven', 51, 50)])
    expect([a?.label.dx, a?.label.dy]).not.toEqual([b?.label.dx, b?.label.dy])
  })
  it('turn inwards at the edge', () => {
    const [east] = placeLabels([{ name: 'Los Angeles', x: 97, y: 50, kind: 'planned' as const }])
    expect(east?.label.dx).toBeLessThan(0)
  })
  it('know Chinese characters to be square', () => {
    expect(textWidth('鹿特丹')).toBe(36)
  })
})

describe('small paths', () => {
  it('write whole, relative steps and leave specks out', () => {
    const path = new CompactPath(2)
    path.moveTo(0.2, 0)
    path.lineTo(10, 0)
    path.lineTo(10.4, 0.3)
    path.lineTo(10, 10)
    path.lineTo(0, 10)
    path.closePath()
    path.moveTo(50, 50)
    path.lineTo(52.5, 50)
    path.lineTo(52, 52.5)
    path.lineTo(50, 52.4)
    path.closePath()
    expect(path.toString()).toBe('M0,0l10 0 0 10-10 0z')
  })
})

describe('charts', () => {
  const points = [100, 200, 150].map((value, i) => ({
    label: `M${i}`,
    value,
    text: String(value),
    kind: i === 2 ? ('due' as const) : ('actual' as const),
  }))
  it('draw bars from zero, to scale', () => {
    const { wide } = drawChart({ points })
    const [a, b] = wide.bars
    expect((b?.height ?? 0) / (a?.height ?? 1)).toBeCloseTo(2, 1)
    expect(wide.bars.map(({ kind }) => kind)).toEqual(['actual', 'actual', 'due'])
    expect((a?.y ?? 0) + (a?.height ?? 0)).toBeCloseTo(wide.base, 0)
  })
  it('continue a line dashed where it is expected', () => {
    const { narrow } = drawChart({ points, form: 'line', mark: { value: 180, text: 'Goal' } })
    expect(narrow.line?.solid.split('L')).toHaveLength(2)
    expect(narrow.line?.dashed.split('L')).toHaveLength(2)
    expect(narrow.mark?.y).toBeGreaterThan(0)
  })
  it('bear an empty list', () => {
    expect(drawChart({ points: [] }).wide.bars).toEqual([])
  })
})
