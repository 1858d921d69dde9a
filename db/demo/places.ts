/** A town with its name as its people write it, where that is not in Latin letters. */
export type Place = {
  city: string
  local?: string
  region?: string
  country: string
  zone: string
  latitude: number
  longitude: number
  /** `#` stands for a digit. */
  postal: string
  phone: string
}

type PlaceRow = [city: string, country: string, zone: string, latitude: number, longitude: number, postal: string, phone: string]

const europe: Record<string, PlaceRow> = {
  rotterdam: ['Rotterdam', 'NL', 'Europe/Amsterdam', 51.9244, 4.4777, '30## JH', '+31 10 55#'],
  amsterdam: ['Amsterdam', 'NL', 'Europe/Amsterdam', 52.3676, 4.9041, '10## AB', '+31 20 55#'],
  eindhoven: ['Eindhoven', 'NL', 'Europe/Amsterdam', 51.4416, 5.4697, '56## KC', '+31 40 55#'],
  antwerp: ['Antwerpen', 'BE', 'Europe/Brussels', 51.2194, 4.4025, '20##', '+32 3 555'],
  ghent: ['Gent', 'BE', 'Europe/Brussels', 51.0543, 3.7174, '90##', '+32 9 555'],
  hamburg: ['Hamburg', 'DE', 'Europe/Berlin', 53.5511, 9.9937, '20###', '+49 40 555'],
  duisburg: ['Duisburg', 'DE', 'Europe/Berlin', 51.4344, 6.7623, '47###', '+49 203 55'],
  munich: ['München', 'DE', 'Europe/Berlin', 48.1351, 11.582, '80###', '+49 89 555'],
  gothenburg: ['Göteborg', 'SE', 'Europe/Stockholm', 57.7089, 11.9746, '41# ##', '+46 31 55'],
  birmingham: ['Birmingham', 'GB', 'Europe/London', 52.4862, -1.8904, 'B# #QT', '+44 121 496'],
  lyon: ['Lyon', 'FR', 'Europe/Paris', 45.764, 4.8357, '690##', '+33 4 55'],
  milan: ['Milano', 'IT', 'Europe/Rome', 45.4642, 9.19, '201##', '+39 02 555'],
  madrid: ['Madrid', 'ES', 'Europe/Madrid', 40.4168, -3.7038, '280##', '+34 91 555'],
  gdansk: ['Gdańsk', 'PL', 'Europe/Warsaw', 54.352, 18.6466, '80-###', '+48 58 555'],
  zurich: ['Zürich', 'CH', 'Europe/Zurich', 47.3769, 8.5417, '80##', '+41 44 555'],
  vienna: ['Wien', 'AT', 'Europe/Vienna', 48.2082, 16.3738, '1##0', '+43 1 555'],
}

const asia: Record<string, PlaceRow> = {
  shanghai: ['Shanghai', 'CN', 'Asia/Shanghai', 31.2304, 121.4737, '2001##', '+86 21 5550'],
  ningbo: ['Ningbo', 'CN', 'Asia/Shanghai', 29.8683, 121.544, '3158##', '+86 574 5550'],
  suzhou: ['Suzhou', 'CN', 'Asia/Shanghai', 31.2989, 120.5853, '2150##', '+86 512 5550'],
  shenzhen: ['Shenzhen', 'CN', 'Asia/Shanghai', 22.5431, 114.0579, '5180##', '+86 755 5550'],
  guangzhou: ['Guangzhou', 'CN', 'Asia/Shanghai', 23.1291, 113.2644, '5106##', '+86 20 5550'],
  qingdao: ['Qingdao', 'CN', 'Asia/Shanghai', 36.0671, 120.3826, '2660##', '+86 532 5550'],
  tianjin: ['Tianjin', 'CN', 'Asia/Shanghai', 39.3434, 117.3616, '3004##', '+86 22 5550'],
  chengdu: ['Chengdu', 'CN', 'Asia/Shanghai', 30.5728, 104.0668, '6100##', '+86 28 5550'],
  osaka: ['Osaka', 'JP', 'Asia/Tokyo', 34.6937, 135.5023, '55#-00##', '+81 6 5550'],
  tokyo: ['Tokyo', 'JP', 'Asia/Tokyo', 35.6762, 139.6503, '14#-00##', '+81 3 5550'],
  singapore: ['Singapore', 'SG', 'Asia/Singapore', 1.3521, 103.8198, '6275##', '+65 6555'],
  bangkok: ['Bangkok', 'TH', 'Asia/Bangkok', 13.7563, 100.5018, '101##', '+66 2 555'],
  kualalumpur: ['Kuala Lumpur', 'MY', 'Asia/Kuala_Lumpur', 3.139, 101.6869, '504##', '+60 3 555'],
  mumbai: ['Mumbai', 'IN', 'Asia/Kolkata', 19.076, 72.8777, '4000##', '+91 22 555'],
  kuwait: ['Kuwait City', 'KW', 'Asia/Kuwait', 29.3759, 47.9774, '130##', '+965 2555'],
  dubai: ['Dubai', 'AE', 'Asia/Dubai', 25.2048, 55.2708, '', '+971 4 555'],
}

const americas: Record<string, PlaceRow> = {
  houston: ['Houston', 'US', 'America/Chicago', 29.7604, -95.3698, '770##', '+1 713 555'],
  chicago: ['Chicago', 'US', 'America/Chicago', 41.8781, -87.6298, '606##', '+1 312 555'],
  losangeles: ['Los Angeles', 'US', 'America/Los_Angeles', 34.0522, -118.2437, '900##', '+1 213 555'],
  newark: ['Newark', 'US', 'America/New_York', 40.7357, -74.1724, '071##', '+1 973 555'],
  atlanta: ['Atlanta', 'US', 'America/New_York', 33.749, -84.388, '303##', '+1 404 555'],
  denver: ['Denver', 'US', 'America/Denver', 39.7392, -104.9903, '802##', '+1 303 555'],
  toronto: ['Toronto', 'CA', 'America/Toronto', 43.6532, -79.3832, 'M#V #K4', '+1 416 555'],
  vancouver: ['Vancouver', 'CA', 'America/Vancouver', 49.2827, -123.1207, 'V#A #Z2', '+1 604 555'],
  monterrey: ['Monterrey', 'MX', 'America/Monterrey', 25.6866, -100.3161, '640##', '+52 81 555'],
  saopaulo: ['São Paulo', 'BR', 'America/Sao_Paulo', -23.5505, -46.6333, '04###-0##', '+55 11 555'],
  santos: ['Santos', 'BR', 'America/Sao_Paulo', -23.9608, -46.3336, '110##-0##', '+55 13 555'],
  buenosaires: ['Buenos Aires', 'AR', 'America/Argentina/Buenos_Aires', -34.6037, -58.3816, 'C10##', '+54 11 555'],
  santiago: ['Santiago', 'CL', 'America/Santiago', -33.4489, -70.6693, '832####', '+56 2 555'],
  lima: ['Lima', 'PE', 'America/Lima', -12.0464, -77.0428, '150##', '+51 1 555'],
}

const south: Record<string, PlaceRow> = {
  johannesburg: ['Johannesburg', 'ZA', 'Africa/Johannesburg', -26.2041, 28.0473, '21##', '+27 11 555'],
  durban: ['Durban', 'ZA', 'Africa/Johannesburg', -29.8587, 31.0218, '40##', '+27 31 555'],
  nairobi: ['Nairobi', 'KE', 'Africa/Nairobi', -1.2921, 36.8219, '001##', '+254 20 555'],
  lagos: ['Lagos', 'NG', 'Africa/Lagos', 6.5244, 3.3792, '1012##', '+234 1 555'],
  casablanca: ['Casablanca', 'MA', 'Africa/Casablanca', 33.5731, -7.5898, '200##', '+212 522 55'],
  melbourne: ['Melbourne', 'AU', 'Australia/Melbourne', -37.8136, 144.9631, '30##', '+61 3 5550'],
  auckland: ['Auckland', 'NZ', 'Pacific/Auckland', -36.8509, 174.7645, '10##', '+64 9 555'],
}

// biome-ignore format: a table
const localNames: Record<string, string> = {
  shanghai: '上海市', ningbo: '宁波市', suzhou: '苏州市', shenzhen: '深圳市', guangzhou: '广州市', qingdao: '青岛市', tianjin: '天津市',
  chengdu: '成都市', osaka: '大阪市', tokyo: '東京都', kuwait: 'مدينة الكويت',
}
// biome-ignore format: a table
const regions: Record<string, string> = {
  shanghai: '上海', ningbo: '浙江', suzhou: '江苏', shenzhen: '广东', guangzhou: '广东', qingdao: '山东', tianjin: '天津', chengdu: '四川',
  osaka: '大阪府', tokyo: '東京都', houston: 'TX', chicago: 'IL', losangeles: 'CA', newark: 'NJ', atlanta: 'GA', denver: 'CO',
  toronto: 'ON', vancouver: 'BC', monterrey: 'N.L.', saopaulo: 'SP', santos: 'SP', melbourne: 'VIC',
}

export const places: Record<string, Place> = Object.fromEntries(
  Object.entries({ ...europe, ...asia, ...americas, ...south }).map(([key, row]) => {
    const [city, country, zone, latitude, longitude, postal, phone] = row
    const named = { ...(localNames[key] && { local: localNames[key] }), ...(regions[key] && { region: regions[key] }) }
    return [key, { city, ...named, country, zone, latitude, longitude, postal, phone }]
  }),
)

export const placeOf = (key: string): Place => {
  const place = places[key]
  if (!place) throw new RangeError(`no place ${key}`)
  return place
}

/** Streets by country; `@` stands for the house number, in the country's order. */
export const streets: Record<string, readonly string[]> = {
  NL: ['Maashaven O.z. @', 'Galvanistraat @', 'Vierhavensstraat @', 'Petroleumweg @', 'Sluisjesdijk @', 'Kuiperstraat @'],
  BE: ['Noorderlaan @', 'Straatsburgdok @', 'Scheldelaan @', 'Vosseschijnstraat @', 'Havenlaan @'],
  DE: ['Peutestraße @', 'Veddeler Damm @', 'Ruhrorter Straße @', 'Industriestraße @', 'Am Sandtorkai @'],
  SE: ['Exportgatan @', 'Ringögatan @', 'Marieholmsgatan @'],
  GB: ['@ Foundry Lane', '@ Tyburn Road', '@ Canal Wharf', '@ Heartlands Parkway'],
  FR: ['@ rue des Docks', '@ quai Perrache', '@ avenue Tony Garnier', '@ rue de la Fonderie'],
  IT: ['Via Ripamonti @', 'Viale Fulvio Testi @', 'Via Mecenate @'],
  ES: ['Calle de la Fundición @', 'Avenida de la Industria @', 'Calle del Torno @'],
  PL: ['ul. Marynarki Polskiej @', 'ul. Portowa @', 'ul. Budowlanych @'],
  CH: ['Hardturmstrasse @', 'Binzmühlestrasse @'],
  AT: ['Laxenburger Straße @', 'Freudenauer Hafenstraße @'],
  CN: ['工业园区星湖街@号', '港口路@号', '科技大道@号', '高新区创业路@号', '保税区富特路@号', '江滨东路@号', '建设北路@号'],
  JP: ['此花区北港@丁目', '港区海岸@丁目', '大田区平和島@丁目', '住之江区南港東@丁目'],
  SG: ['@ Tuas Avenue 8', '@ Pioneer Road', '@ Joo Koon Circle'],
  TH: ['@ Rama III Road', '@ Bang Na-Trat Road'],
  MY: ['@ Jalan Perusahaan', '@ Jalan Kilang'],
  IN: ['@ Saki Vihar Road', '@ Thane-Belapur Road', '@ Mathuradas Mill Lane'],
  KW: ['منطقة الشويخ الصناعية، شارع @', 'صبحان، شارع @'],
  AE: ['Jebel Ali South Zone, Road @', 'Al Quoz 3, Street @'],
  US: ['@ Navigation Blvd', '@ Foundry St', '@ Terminal Ave', '@ Industrial Pkwy', '@ Harbor Dr', '@ Commerce Way'],
  CA: ['@ Carlaw Ave', '@ Commissioners St', '@ Terminal Ave'],
  MX: ['Av. Ruiz Cortines @', 'Calle Acero @'],
  BR: ['Rua do Ferro @', 'Avenida Portuária @', 'Rua da Fundição @', 'Avenida das Nações @'],
  AR: ['Av. Pedro de Mendoza @', 'Calle Magallanes @'],
  CL: ['Av. Vicuña Mackenna @', 'Camino Lo Echevers @'],
  PE: ['Av. Argentina @', 'Jr. Chancay @'],
  ZA: ['@ Foundry Road', '@ Maydon Road', '@ Steel Road', '@ South Coast Road'],
  KE: ['@ Enterprise Road', '@ Lunga Lunga Road'],
  NG: ['@ Creek Road', '@ Oba Akran Avenue'],
  MA: ['@ boulevard Moulay Slimane', '@ rue Ibn Tachfine'],
  AU: ['@ Lorimer Street', '@ Dynon Road'],
  NZ: ['@ Church Street', '@ Neilson Street'],
}
