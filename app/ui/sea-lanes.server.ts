/* Where ships go: a coarse net of lanes and straits, so that a leg by sea keeps to the water and goes through Suez, not across Africa.
   Good enough to see a way on a map, not to navigate by. */
import { geoDistance } from 'd3-geo'
import type { LonLat } from './map.server'

const points: Record<string, LonLat> = {
  dover: [1.5, 51.1],
  northSea: [3.6, 53.6],
  german: [7.6, 54.2],
  skaw: [10.6, 57.9],
  sound: [12.6, 55.4],
  baltic: [18.8, 57.2],
  finland: [24.6, 59.6],
  norway: [4, 60.5],
  scotland: [-4.5, 59],
  irish: [-5.6, 52.2],
  ushant: [-5.8, 48.7],
  biscay: [-9.6, 43.6],
  lisbon: [-10, 38.4],
  gibraltarW: [-6.6, 35.8],
  gibraltar: [-5.3, 35.95],
  alboran: [-1, 36.4],
  balear: [3.4, 38.6],
  lions: [5, 42.4],
  liguria: [8.7, 43.8],
  sicily: [11, 37.5],
  tyrrhenia: [12, 39.8],
  malta: [15.4, 35.4],
  adria: [18.6, 40.6],
  adriaN: [14, 44.2],
  crete: [23, 34.8],
  aegean: [24.6, 38],
  marmara: [27.8, 40.7],
  bosporus: [29.2, 41.4],
  blackSea: [33, 43.4],
  levant: [32, 33.2],
  portSaid: [32.4, 31.5],
  suez: [32.6, 29.6],
  redN: [35.6, 26.2],
  redM: [38.4, 20.8],
  redS: [41.2, 15.6],
  mandeb: [43.3, 12.6],
  aden: [48, 12.6],
  socotra: [54.5, 13.4],
  oman: [60.5, 22.6],
  hormuz: [56.6, 26.3],
  gulf: [52, 26.4],
  bombay: [71.8, 18.4],
  cochin: [75.2, 9.2],
  dondra: [80.6, 5.6],
  bengal: [86.5, 12],
  madras: [81.2, 13.2],
  andaman: [94.6, 6.2],
  malaccaN: [98.4, 5.4],
  malaccaS: [101.4, 2.7],
  singapore: [104.1, 1.2],
  natuna: [107, 5],
  vietnam: [110, 11.6],
  siam: [102.4, 9.6],
  hongKong: [114.4, 21.7],
  luzon: [119, 19.6],
  manila: [119.8, 14.2],
  taiwan: [119.6, 24],
  taiwanE: [123.4, 24.2],
  shanghai: [122.8, 30.6],
  yellow: [123.2, 35.6],
  bohai: [120.4, 38.5],
  korea: [128.8, 34.4],
  osumi: [131, 30.6],
  japanS: [134, 32.6],
  tokyo: [140.4, 34.6],
  japanE: [143.4, 38.6],
  java: [108.5, -4.4],
  sunda: [105.2, -6.4],
  makassar: [118, -3],
  timor: [124.6, -10],
  torres: [142.2, -10.6],
  perth: [114.4, -31.6],
  leeuwin: [114.2, -35.4],
  bass: [144.6, -39.6],
  sydney: [152, -34.2],
  brisbane: [154, -27.4],
  coral: [154.6, -16],
  tasman: [166, -38],
  auckland: [175.6, -36],
  mauritius: [58, -21.5],
  mozambique: [41.6, -18],
  mombasa: [41.4, -4.4],
  madagascar: [50, -26.4],
  durban: [32, -30.4],
  agulhas: [20, -35.4],
  cape: [17.6, -33.9],
  namibia: [12, -23],
  guinea: [5, 3.4],
  dakar: [-18.4, 14.8],
  canaries: [-14.4, 28.6],
  azores: [-28, 39],
  newfoundland: [-50, 43.4],
  halifax: [-63, 43.6],
  lawrence: [-59.4, 47.6],
  newYork: [-72.8, 40.2],
  hatteras: [-74.6, 35.2],
  florida: [-79.7, 26.6],
  floridaS: [-81.4, 24],
  gulfMexico: [-89, 26.4],
  yucatan: [-85.6, 21.8],
  bahamas: [-74, 24.4],
  windward: [-74.2, 19.8],
  jamaica: [-76.4, 16.4],
  panamaN: [-79.8, 9.6],
  panamaS: [-79.5, 8.4],
  antilles: [-62.4, 15.6],
  trinidad: [-60.4, 11.4],
  recife: [-34.2, -7.6],
  rio: [-42, -24],
  plata: [-54.6, -36],
  magellanE: [-67, -52.6],
  magellanW: [-75.6, -52.4],
  valparaiso: [-72.6, -33],
  callao: [-78, -12.2],
  galapagos: [-82, -1],
  mexicoW: [-106, 18.6],
  losAngeles: [-119, 33.4],
  sanFrancisco: [-123.4, 37.6],
  juan: [-125.4, 48.4],
  alaska: [-150, 52.5],
  aleutians: [-175, 50.5],
  kuril: [165, 46.5],
  hawaii: [-158, 22.4],
  midPacific: [-175, 34],
  southPacific: [-150, -20],
}

const lanes = `norway-northSea german-northSea german-skaw skaw-northSea skaw-norway skaw-sound sound-baltic baltic-finland northSea-dover dover-ushant ushant-irish irish-scotland scotland-norway scotland-northSea
ushant-biscay biscay-lisbon lisbon-gibraltarW gibraltarW-gibraltar gibraltar-alboran alboran-balear alboran-sicily balear-lions balear-liguria lions-liguria balear-tyrrhenia tyrrhenia-liguria tyrrhenia-sicily sicily-malta malta-adria adria-adriaN malta-crete adria-crete
crete-aegean aegean-marmara marmara-bosporus bosporus-blackSea crete-levant levant-portSaid crete-portSaid portSaid-suez suez-redN redN-redM redM-redS redS-mandeb mandeb-aden aden-socotra aden-oman oman-hormuz hormuz-gulf oman-bombay socotra-bombay socotra-cochin socotra-dondra bombay-cochin cochin-dondra
dondra-madras madras-bengal dondra-bengal dondra-andaman bengal-andaman andaman-malaccaN malaccaN-malaccaS malaccaS-singapore singapore-natuna natuna-siam natuna-vietnam vietnam-hongKong vietnam-luzon vietnam-manila manila-luzon natuna-manila luzon-hongKong hongKong-taiwan luzon-taiwanE taiwan-shanghai taiwanE-shanghai taiwanE-japanS shanghai-yellow yellow-bohai yellow-korea shanghai-korea shanghai-osumi taiwanE-osumi osumi-japanS korea-japanS
japanS-tokyo tokyo-japanE singapore-java java-sunda java-makassar makassar-manila java-timor timor-torres torres-coral coral-brisbane brisbane-sydney sydney-bass bass-leeuwin leeuwin-perth perth-sunda perth-timor sydney-tasman tasman-auckland sydney-auckland sunda-dondra sunda-mauritius mauritius-madagascar mauritius-dondra mauritius-socotra madagascar-durban
mombasa-socotra mombasa-mozambique mozambique-durban durban-agulhas agulhas-cape agulhas-leeuwin cape-namibia namibia-guinea guinea-dakar namibia-dakar dakar-canaries canaries-lisbon canaries-gibraltarW cape-recife cape-rio recife-dakar recife-canaries recife-rio rio-plata plata-magellanE magellanE-magellanW magellanW-valparaiso valparaiso-callao callao-galapagos galapagos-panamaS recife-trinidad
azores-ushant azores-lisbon azores-gibraltarW azores-newfoundland newfoundland-ushant newfoundland-scotland newfoundland-halifax newfoundland-lawrence lawrence-halifax halifax-newYork newYork-hatteras newYork-azores newYork-newfoundland hatteras-florida hatteras-bahamas hatteras-azores florida-floridaS florida-bahamas floridaS-gulfMexico floridaS-yucatan gulfMexico-yucatan yucatan-jamaica jamaica-panamaN bahamas-windward windward-jamaica
jamaica-antilles trinidad-panamaN antilles-trinidad antilles-azores antilles-canaries antilles-lisbon trinidad-dakar panamaN-panamaS panamaS-mexicoW mexicoW-losAngeles losAngeles-sanFrancisco sanFrancisco-juan juan-alaska alaska-aleutians aleutians-kuril kuril-japanE sanFrancisco-aleutians sanFrancisco-hawaii losAngeles-hawaii hawaii-midPacific midPacific-tokyo midPacific-japanE panamaS-hawaii panamaS-southPacific southPacific-auckland southPacific-losAngeles hawaii-auckland hawaii-brisbane callao-southPacific`

const names = Object.keys(points)
const net = new Map<string, [string, number][]>(names.map((name) => [name, []]))
for (const lane of lanes.trim().split(/\s+/)) {
  const [a = '', b = ''] = lane.split('-')
  const [from, to] = [points[a], points[b]]
  if (!from || !to) throw new Error(`unknown sea lane ${lane}`)
  const length = geoDistance([...from], [...to])
  net.get(a)?.push([b, length])
  net.get(b)?.push([a, length])
}

const nearest = (at: LonLat, count: number): [string, number][] =>
  names
    .map((name): [string, number] => [name, geoDistance([...at], [...(points[name] ?? at)])])
    .sort((a, b) => a[1] - b[1])
    .slice(0, count)

type Visit = { far: number; from: string | null }

/** Dijkstra over a hundred points; the ports hang on to their nearest lanes. */
function cheapest(starts: [string, number][]): Map<string, Visit> {
  const best = new Map<string, Visit>(starts.map(([name, far]) => [name, { far, from: null }]))
  const open = new Map(starts)
  while (open.size > 0) {
    const [here, far] = [...open].reduce((a, b) => (b[1] < a[1] ? b : a))
    open.delete(here)
    for (const [next, length] of net.get(here) ?? []) {
      const sum = far + length
      if (sum >= (best.get(next)?.far ?? Number.POSITIVE_INFINITY)) continue
      best.set(next, { far: sum, from: here })
      open.set(next, sum)
    }
  }
  return best
}

/** A detour to the lane counts double, so that a port joins the lane at its door. */
const joining = 2
const doors = 2

/** The points a ship passes from one port to another, both included. Neighbours go straight. */
export function seaWay(from: LonLat, to: LonLat): LonLat[] {
  const direct = geoDistance([...from], [...to])
  const starts = nearest(from, doors).map(([name, far]): [string, number] => [name, far * joining])
  const ends = nearest(to, doors)
  if (direct < 0.05 || direct < (starts[0]?.[1] ?? 0) / joining) return [from, to]
  const best = cheapest(starts)
  const [last] = ends
    .map(([name, far]): [string, number] => [name, (best.get(name)?.far ?? Number.POSITIVE_INFINITY) + far * joining])
    .sort((a, b) => a[1] - b[1])
  const way: LonLat[] = []
  for (let name: string | null | undefined = last?.[0]; name; name = best.get(name)?.from) way.unshift(points[name] ?? to)
  return [from, ...way, to]
}
