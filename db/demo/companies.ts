/** The companies that are the same in every demo world. All are invented. */
export type Company = {
  code: string
  name: string
  local?: string
  /** The code of the account that owns it. */
  owner?: string
  place: string
  /** Streets where the place's own will not do; the first is the seat, and goods go to all of them. */
  at?: readonly (readonly [name: string, street: string, postal: string])[]
  does: 'buys' | 'distributes' | 'supplies' | 'forwards'
  class: 'A' | 'B' | 'C'
  stage?: 'prospect' | 'new' | 'active' | 'at_risk' | 'lost'
  currency: string
  language?: 'zh-CN'
  sells: 'FFBV' | 'FFINC' | 'FFCN'
  /** How much it orders, compared with others; nothing where the branches order. */
  weight: number
  /** Its purchase numbers: `#` is a running number. */
  po?: string
  /** The code of the account that took over its orders and its name. */
  mergedInto?: string
  domain?: string
}

const nl = { currency: 'EUR', sells: 'FFBV' } as const
const us = { currency: 'USD', sells: 'FFINC' } as const
const cn = { currency: 'CNY', sells: 'FFCN', language: 'zh-CN' } as const
const east = { sells: 'FFCN' } as const

// biome-ignore format: a table
export const legalEntities = [
  { code: 'FFBV', name: 'Fairlead Fittings B.V.', currency: 'EUR', country: 'NL', zone: 'Europe/Amsterdam', tax: 'NL555018820B01', orders: 'SO-', shipments: 'SH-', first: 4 },
  { code: 'FFINC', name: 'Fairlead Fittings Inc.', currency: 'USD', country: 'US', zone: 'America/Chicago', tax: '74-5550163', orders: 'SO-', shipments: 'SH-', first: 6 },
  { code: 'FFCN', name: 'Fairlead (Shanghai) Co., Ltd. 菲尔利德（上海）有限公司', currency: 'CNY', country: 'CN', zone: 'Asia/Shanghai', tax: '91310115MA5550118X', orders: 'SO-', shipments: 'SH-', first: 8 },
] as const

export const homeCode = 'BRACKWATER'

// biome-ignore format: a table
const brackwater: Company[] = [
  { code: 'BRACKWATER', name: 'Brackwater Supply', place: 'rotterdam', at: [['Brackwater Supply', 'Waalhaven Z.z. 19', '3089 JH']], does: 'buys', class: 'A', ...nl, weight: 0, domain: 'customer.example' },
  { code: 'BRACKWATER-NL', name: 'Brackwater Supply Nederland', owner: 'BRACKWATER', place: 'rotterdam', at: [['Brackwater Supply Nederland', 'Waalhaven Z.z. 19', '3089 JH']], does: 'buys', class: 'A', ...nl, weight: 0 },
  { code: 'BRACKWATER-RTM', name: 'Brackwater Supply Rotterdam', owner: 'BRACKWATER-NL', place: 'rotterdam', at: [['Brackwater Supply', 'Waalhaven Z.z. 19', '3089 JH'], ['Brackwater Supply, Botlek store', 'Botlekweg 121', '3197 KA']], does: 'buys', class: 'A', ...nl, weight: 48, po: '7700-#' },
  { code: 'BRACKWATER-AMS', name: 'Brackwater Supply Amsterdam', owner: 'BRACKWATER-NL', place: 'amsterdam', at: [['Brackwater Supply Amsterdam', 'Sicilieweg 44', '1045 AS']], does: 'buys', class: 'A', ...nl, weight: 26, po: 'AMS-#' },
  { code: 'BRACKWATER-BE', name: 'Brackwater Supply België', owner: 'BRACKWATER', place: 'antwerp', at: [['Brackwater Supply België', 'Noorderlaan 133', '2030']], does: 'buys', class: 'A', ...nl, weight: 0 },
  { code: 'BRACKWATER-ANR', name: 'Brackwater Supply Antwerp', owner: 'BRACKWATER-BE', place: 'antwerp', at: [['Brackwater Supply Antwerp', 'Noorderlaan 133', '2030'], ['Brackwater Supply, consignment store', 'Scheldelaan 600', '2040']], does: 'buys', class: 'A', ...nl, weight: 22, po: 'ANR-#' },
]

// biome-ignore format: a table
const calder: Company[] = [
  { code: 'CALDER', name: 'Calder Ridge Industries', place: 'chicago', does: 'buys', class: 'A', ...us, weight: 0, domain: 'calderridge.example' },
  { code: 'CALDER-US', name: 'Calder Ridge USA', owner: 'CALDER', place: 'chicago', does: 'buys', class: 'A', ...us, weight: 0 },
  { code: 'CALDER-CA', name: 'Calder Ridge Canada', owner: 'CALDER', place: 'toronto', does: 'buys', class: 'B', ...us, currency: 'CAD', weight: 0 },
  { code: 'CALDER-MX', name: 'Calder Ridge México', owner: 'CALDER', place: 'monterrey', does: 'buys', class: 'B', ...us, weight: 0 },
  { code: 'CALDER-HOU', name: 'Calder Ridge Houston', owner: 'CALDER-US', place: 'houston', does: 'buys', class: 'A', ...us, weight: 22, po: 'CR-HOU-#' },
  { code: 'CALDER-LAX', name: 'Calder Ridge Los Angeles', owner: 'CALDER-US', place: 'losangeles', does: 'buys', class: 'A', ...us, weight: 16, po: 'CR-LAX-#' },
  { code: 'CALDER-EWR', name: 'Calder Ridge Newark', owner: 'CALDER-US', place: 'newark', does: 'buys', class: 'B', ...us, weight: 12, po: 'CR-EWR-#' },
  { code: 'CALDER-DEN', name: 'Calder Ridge Denver', owner: 'CALDER-US', place: 'denver', does: 'buys', class: 'B', ...us, weight: 9, po: 'CR-DEN-#' },
  { code: 'CALDER-ATL', name: 'Calder Ridge Atlanta', owner: 'CALDER-US', place: 'atlanta', does: 'buys', class: 'B', ...us, weight: 9, po: 'CR-ATL-#' },
  { code: 'CALDER-YYZ', name: 'Calder Ridge Toronto', owner: 'CALDER-CA', place: 'toronto', does: 'buys', class: 'B', ...us, currency: 'CAD', weight: 8, po: 'CR-YYZ-#' },
  { code: 'CALDER-YVR', name: 'Calder Ridge Vancouver', owner: 'CALDER-CA', place: 'vancouver', does: 'buys', class: 'C', ...us, currency: 'CAD', weight: 5, po: 'CR-YVR-#' },
  { code: 'CALDER-MTY', name: 'Calder Ridge Monterrey', owner: 'CALDER-MX', place: 'monterrey', does: 'buys', class: 'C', ...us, weight: 6, po: 'CR-MTY-#' },
]

// biome-ignore format: a table
const donglan: Company[] = [
  { code: 'DONGLAN', name: 'Donglan Electromechanical Group', local: '东澜机电集团有限公司', place: 'shanghai', does: 'buys', class: 'A', ...cn, weight: 0, domain: 'donglan.example' },
  { code: 'DONGLAN-E', name: 'Donglan East China', local: '东澜机电华东有限公司', owner: 'DONGLAN', place: 'shanghai', does: 'buys', class: 'A', ...cn, weight: 0 },
  { code: 'DONGLAN-S', name: 'Donglan South China', local: '东澜机电华南有限公司', owner: 'DONGLAN', place: 'guangzhou', does: 'buys', class: 'B', ...cn, weight: 0 },
  { code: 'DONGLAN-SUZ', name: 'Donglan Suzhou', local: '东澜机电苏州分公司', owner: 'DONGLAN-E', place: 'suzhou', does: 'buys', class: 'A', ...cn, weight: 20, po: 'DL-SZ#' },
  { code: 'DONGLAN-NGB', name: 'Donglan Ningbo', local: '东澜机电宁波分公司', owner: 'DONGLAN-E', place: 'ningbo', does: 'buys', class: 'B', ...cn, weight: 11, po: 'DL-NB#' },
  { code: 'DONGLAN-SZX', name: 'Donglan Shenzhen', local: '东澜机电深圳分公司', owner: 'DONGLAN-S', place: 'shenzhen', does: 'buys', class: 'B', ...cn, weight: 10, po: 'DL-SX#' },
]

// biome-ignore format: a table
const trade: Company[] = [
  { code: 'TIDEWELL', name: 'Tidewell Distribution GmbH', place: 'hamburg', at: [['Tidewell Distribution', 'Peutestraße 22', '20539'], ['Tidewell Distribution, Duisburg', 'Ruhrorter Straße 187', '47119']], does: 'distributes', class: 'A', ...nl, weight: 34, po: 'TW#', domain: 'distributor.example' },
  { code: 'KESSLER', name: 'Kessler Industriebedarf', place: 'duisburg', does: 'distributes', class: 'B', ...nl, weight: 11, po: 'B-#' },
  { code: 'NORRVIK', name: 'Norrvik VVS AB', place: 'gothenburg', does: 'distributes', class: 'B', ...nl, currency: 'SEK', weight: 9, po: 'NV#' },
  { code: 'KESTREL', name: 'Kestrel Castings Ltd', place: 'birmingham', at: [['Kestrel Castings', '48 Foundry Lane', 'B7 4QT']], does: 'supplies', class: 'A', ...nl, currency: 'GBP', weight: 0, domain: 'supplier.example' },
  { code: 'HAIKUO', name: 'Ningbo Haikuo Seals Co., Ltd.', local: '宁波海阔密封件有限公司', place: 'ningbo', does: 'supplies', class: 'B', ...cn, weight: 0, domain: 'haikuo.example' },
  { code: 'GANNET', name: 'Gannet Forwarding', place: 'rotterdam', does: 'forwards', class: 'C', ...nl, weight: 0, domain: 'gannet.example' },
  { code: 'SERRAAZUL', name: 'Hidráulica Serra Azul', place: 'saopaulo', does: 'buys', class: 'A', ...us, currency: 'BRL', weight: 12, po: 'PC #', domain: 'serraazul.example' },
  { code: 'SERRAAZUL-SSZ', name: 'Hidráulica Serra Azul Santos', owner: 'SERRAAZUL', place: 'santos', does: 'buys', class: 'B', ...us, currency: 'BRL', weight: 6, po: 'PCS #' },
]

// biome-ignore format: a table
const world: Company[] = [
  { code: 'NANIWA', name: 'Naniwa Tsugite Kogyo', local: '浪速継手工業株式会社', place: 'osaka', does: 'buys', class: 'A', ...east, currency: 'JPY', weight: 13, po: 'N#', domain: 'naniwa.example' },
  { code: 'SHINONOME', name: 'Shinonome Plant Services', local: '東雲プラントサービス株式会社', place: 'tokyo', does: 'buys', class: 'B', ...east, currency: 'JPY', weight: 7, po: '注#', domain: 'shinonome.example' },
  { code: 'HUAYUE', name: 'Huayue Water Technology', local: '华岳水务科技有限公司', place: 'chengdu', does: 'buys', class: 'B', ...cn, weight: 8, po: 'HY#', domain: 'huayue.example' },
  { code: 'LANWAN', name: 'Lanwan Ship Repair', local: '蓝湾修船厂', place: 'qingdao', does: 'buys', class: 'B', ...cn, weight: 7, po: 'LW-#', domain: 'lanwan.example' },
  { code: 'JINHE', name: 'Jinhe Boiler Works', local: '津河锅炉有限公司', place: 'tianjin', does: 'buys', class: 'C', ...cn, weight: 5, po: 'JH#' },
  { code: 'TELOK', name: 'Telok Marine Supply', local: '直落海事供应', place: 'singapore', does: 'distributes', class: 'A', ...east, currency: 'SGD', weight: 11, po: 'TMS#', domain: 'telok.example' },
  { code: 'CHAOPHRAYA', name: 'Chao Phraya Pumps', place: 'bangkok', does: 'buys', class: 'C', ...east, currency: 'USD', weight: 5, po: 'CP-#' },
  { code: 'SELANGOR', name: 'Selangor Process Fittings', place: 'kualalumpur', does: 'buys', class: 'C', ...east, currency: 'MYR', weight: 5, po: 'SPF/#' },
  { code: 'KONKAN', name: 'Konkan Process Engineers', place: 'mumbai', does: 'buys', class: 'B', ...nl, currency: 'INR', weight: 7, po: 'KPE/#' },
  { code: 'ALSAFAT', name: 'Al Safat Process Supplies', local: 'شركة الصفاة للمستلزمات الصناعية', place: 'kuwait', does: 'buys', class: 'A', ...nl, currency: 'KWD', weight: 9, po: 'ASP-#', domain: 'alsafat.example' },
  { code: 'JEBELNOUR', name: 'Jebel Nour Trading', place: 'dubai', does: 'buys', class: 'B', ...nl, currency: 'AED', weight: 8, po: 'JNT#' },
  { code: 'SEVERN', name: 'Severn Pipe & Process', place: 'birmingham', does: 'buys', class: 'B', ...nl, currency: 'GBP', weight: 9, po: 'SPP#', domain: 'severn.example' },
  { code: 'RHONE', name: 'Raccords du Rhône', place: 'lyon', does: 'buys', class: 'B', ...nl, weight: 8, po: 'CDE#' },
  { code: 'LAMBRO', name: 'Rubinetterie Lambro', place: 'milan', does: 'buys', class: 'B', ...nl, weight: 8, po: 'ODA #' },
  { code: 'LAMBRO-OLD', name: 'Rubinetteria Lambro S.n.c.', place: 'milan', does: 'buys', class: 'C', ...nl, stage: 'lost', weight: 0, mergedInto: 'LAMBRO' },
  { code: 'MANZANARES', name: 'Válvulas Manzanares', place: 'madrid', does: 'buys', class: 'C', ...nl, weight: 5, po: 'P-#' },
  { code: 'BALTYK', name: 'Bałtyk Armatura', place: 'gdansk', does: 'buys', class: 'C', ...nl, currency: 'PLN', weight: 5, po: 'ZAM/#' },
  { code: 'LIMMAT', name: 'Limmat Armaturen AG', place: 'zurich', does: 'buys', class: 'B', ...nl, currency: 'CHF', weight: 6, po: 'LA#' },
  { code: 'PRATER', name: 'Prater Haustechnik', place: 'vienna', does: 'buys', class: 'C', ...nl, stage: 'new', weight: 3, po: 'PH#' },
  { code: 'ISAR', name: 'Isar Anlagenbau', place: 'munich', does: 'buys', class: 'B', ...nl, stage: 'at_risk', weight: 4, po: 'IA-#' },
  { code: 'LEIEBOCHT', name: 'Leiebocht Sanitair', place: 'ghent', does: 'buys', class: 'C', ...nl, weight: 4, po: 'LB#' },
  { code: 'DOMMEL', name: 'Dommel Installaties', place: 'eindhoven', does: 'buys', class: 'C', ...nl, weight: 5, po: 'D#' },
  { code: 'LAKESHORE', name: 'Lakeshore Mechanical', place: 'chicago', does: 'buys', class: 'B', ...us, weight: 9, po: 'LM#', domain: 'lakeshore.example' },
  { code: 'BAYOUCITY', name: 'Bayou City Valve', place: 'houston', does: 'buys', class: 'B', ...us, weight: 9, po: 'BCV-#' },
  { code: 'SIERRANEVADA', name: 'Sierra Norte Industrial', place: 'monterrey', does: 'buys', class: 'C', ...us, weight: 4, po: 'OC-#' },
  { code: 'FLUIDOS', name: 'Fluidos del Plata', place: 'buenosaires', does: 'buys', class: 'C', ...us, weight: 4, po: 'OC #' },
  { code: 'ANDES', name: 'Andes Válvulas', place: 'santiago', does: 'buys', class: 'C', ...us, weight: 5, po: 'OCA#' },
  { code: 'CALLAO', name: 'Suministros Mineros Callao', place: 'lima', does: 'buys', class: 'B', ...us, weight: 6, po: 'OC-#' },
  { code: 'HIGHVELD', name: 'Highveld Pump & Valve', place: 'johannesburg', does: 'buys', class: 'B', ...nl, currency: 'ZAR', weight: 8, po: 'HPV#', domain: 'highveld.example' },
  { code: 'BLUFF', name: 'Bluff Marine Engineering', owner: 'HIGHVELD', place: 'durban', does: 'buys', class: 'C', ...nl, currency: 'ZAR', weight: 5, po: 'BME-#' },
  { code: 'SAVANNA', name: 'Savanna Waterworks', place: 'nairobi', does: 'buys', class: 'C', ...nl, currency: 'USD', weight: 4, po: 'LPO #' },
  { code: 'LEKKI', name: 'Lekki Process Services', place: 'lagos', does: 'buys', class: 'C', ...nl, currency: 'USD', stage: 'lost', weight: 0.6, po: 'LPS#' },
  { code: 'ATLAS', name: 'Atlas Robinetterie', place: 'casablanca', does: 'buys', class: 'C', ...nl, weight: 4, po: 'BC#' },
  { code: 'YARRA', name: 'Yarra Fluid Power', place: 'melbourne', does: 'buys', class: 'B', ...east, currency: 'AUD', weight: 6, po: 'YFP#' },
  { code: 'MANUKAU', name: 'Manukau Pipeline Co.', place: 'auckland', does: 'buys', class: 'C', ...east, currency: 'NZD', stage: 'prospect', weight: 0 },
]

export const companies: readonly Company[] = [...brackwater, ...calder, ...donglan, ...trade, ...world]

/** Relations that are not ownership. */
export const links = [
  ['serves', 'TIDEWELL', 'KESSLER', 900],
  ['serves', 'TIDEWELL', 'NORRVIK', 640],
  ['serves', 'TELOK', 'CHAOPHRAYA', 410],
  ['acts_for', 'GANNET', 'BRACKWATER-RTM', 800],
  ['acts_for', 'GANNET', 'ALSAFAT', 300],
] as const

/** Where the host ships from. */
export const warehouses = {
  rotterdam: { name: 'Maasvlakte warehouse', place: 'rotterdam', port: 'rotterdam', airport: 'schiphol' },
  houston: { name: 'Houston warehouse', place: 'houston', port: 'houston', airport: 'bush' },
  ningbo: { name: 'Ningbo works', place: 'ningbo', port: 'ningbo', airport: 'pudong' },
  shanghai: { name: 'Waigaoqiao warehouse', place: 'shanghai', port: 'shanghai', airport: 'pudong' },
} as const
export type Warehouse = keyof typeof warehouses

/** Words from which the large worlds' companies are named. */
// biome-ignore format: a table
export const nameParts = {
  latin: [
    ['Alder', 'Brent', 'Corrie', 'Dunmore', 'Eskdale', 'Fulmar', 'Garrow', 'Hollin', 'Inver', 'Jarrow', 'Kelda', 'Lomond', 'Marram', 'Nairn', 'Orrin', 'Pellow', 'Quarry', 'Rowan', 'Selwick', 'Tarn', 'Ulver', 'Vennel', 'Wharram', 'Yarrow', 'Zennor', 'Amble', 'Birker', 'Cawdor', 'Derwent', 'Ennis', 'Farne', 'Glenar', 'Harrow', 'Islay', 'Kintra', 'Linden', 'Medway', 'Norham', 'Oakley', 'Penrose'],
    ['Pipe', 'Valve', 'Process', 'Marine', 'Fluid', 'Pump', 'Plant', 'Water', 'Energy', 'Mechanical', 'Hydraulic', 'Industrial'],
    ['Supply', 'Works', 'Services', 'Engineering', 'Trading', 'Systems', 'Partners', 'Group', 'Solutions', 'Company'],
  ],
  chinese: [
    [['Hengtai', '恒泰'], ['Ruida', '瑞达'], ['Xinyuan', '鑫源'], ['Haosheng', '浩盛'], ['Jiahe', '嘉禾'], ['Lianchuang', '联创'], ['Minghui', '明辉'], ['Tianyi', '天翼'], ['Yongfeng', '永丰'], ['Zhongli', '中力'], ['Guangyu', '广宇'], ['Baichuan', '百川'], ['Dingsheng', '鼎盛'], ['Fuhai', '富海'], ['Kangda', '康达'], ['Wanjia', '万佳']],
    [['Fluid Control', '流体控制'], ['Valve', '阀门'], ['Water Treatment', '水处理'], ['Machinery', '机械'], ['Energy', '能源'], ['Pipeline', '管道'], ['Marine', '船舶']],
    [['Technology', '科技有限公司'], ['Engineering', '工程有限公司'], ['Trading', '贸易有限公司'], ['Equipment', '设备有限公司']],
  ],
} as const
