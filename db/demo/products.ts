/** A family of products: every size in every material, at a price that grows with the size. */
export type Family = {
  code: string
  name: string
  local: string
  category: string
  /** UN/ECE Recommendation 20: C62 piece, MTR metre, KGM kilogram, LTR litre, SET set, MTK square metre, RO roll. */
  unit: 'C62' | 'MTR' | 'KGM' | 'LTR' | 'SET' | 'MTK' | 'RO'
  /** How much the price is for. */
  base: 1 | 10 | 100 | 1000
  sizes: readonly string[]
  makes: readonly (readonly [code: string, name: string, local: string, factor: number])[]
  /** In EUR for the price base, of the smallest size. */
  price: number
  /** Times so much from one size to the next. */
  growth: number
  /** Kilograms of one unit of the smallest size. */
  weight: number
  /** What is usually ordered at once. */
  lots: readonly number[]
  from?: 'kestrel' | 'haikuo'
}

const brass = ['M', 'brass', '黄铜', 1] as const
const bronze = ['B', 'bronze', '青铜', 1.35] as const
const steel = ['S', 'stainless steel', '不锈钢', 1.9] as const
const iron = ['G', 'ductile iron', '球墨铸铁', 0.85] as const
const plain = ['', '', '', 1] as const
const nbr = ['N', 'NBR', '丁腈橡胶', 1] as const
const epdm = ['E', 'EPDM', '三元乙丙橡胶', 1.15] as const
const fkm = ['V', 'FKM', '氟橡胶', 3.1] as const

const small = ['DN15', 'DN20', 'DN25', 'DN32', 'DN40', 'DN50'] as const
const large = ['DN65', 'DN80', 'DN100', 'DN125', 'DN150', 'DN200'] as const
const few = [5, 10, 12, 20, 24, 40] as const
const one = [1, 2, 3, 4, 6, 8] as const
const many = [100, 200, 250, 500, 1000, 2000] as const

// biome-ignore format: a table
export const families: readonly Family[] = [
  { code: 'FB', name: 'Ball valve', local: '球阀', category: 'Valves', unit: 'C62', base: 1, sizes: [...small, ...large], makes: [brass, steel], price: 11.4, growth: 1.38, weight: 0.25, lots: few },
  { code: 'FV', name: 'Gate valve', local: '闸阀', category: 'Valves', unit: 'C62', base: 1, sizes: [...small.slice(2), ...large], makes: [bronze, iron], price: 29.5, growth: 1.36, weight: 1.4, lots: few, from: 'kestrel' },
  { code: 'FC', name: 'Check valve', local: '止回阀', category: 'Valves', unit: 'C62', base: 1, sizes: [...small.slice(1), ...large], makes: [bronze, steel], price: 18.9, growth: 1.37, weight: 0.6, lots: few },
  { code: 'FY', name: 'Butterfly valve', local: '蝶阀', category: 'Valves', unit: 'C62', base: 1, sizes: large, makes: [iron, steel], price: 64, growth: 1.33, weight: 3.4, lots: one },
  { code: 'FR', name: 'Safety valve', local: '安全阀', category: 'Valves', unit: 'C62', base: 1, sizes: small, makes: [bronze, steel], price: 88, growth: 1.29, weight: 0.9, lots: one },
  { code: 'FG', name: 'Globe valve', local: '截止阀', category: 'Valves', unit: 'C62', base: 1, sizes: [...small, 'DN65', 'DN80'], makes: [bronze], price: 34, growth: 1.37, weight: 0.8, lots: few },
  { code: 'FS', name: 'Y strainer', local: 'Y型过滤器', category: 'Strainers', unit: 'C62', base: 1, sizes: [...small, 'DN65', 'DN80'], makes: [bronze, steel], price: 16.2, growth: 1.36, weight: 0.5, lots: few, from: 'kestrel' },
  { code: 'FA', name: 'Actuator', local: '执行器', category: 'Actuation', unit: 'C62', base: 1, sizes: ['DN50', 'DN65', 'DN80', 'DN100', 'DN150'], makes: [['24', '24 V', '24伏', 1], ['230', '230 V', '230伏', 1.08]], price: 1580, growth: 1.23, weight: 18, lots: one },
  { code: 'FK', name: 'Mounting kit', local: '安装套件', category: 'Actuation', unit: 'SET', base: 1, sizes: ['DN50', 'DN65', 'DN80', 'DN100', 'DN150'], makes: [plain], price: 32, growth: 1.14, weight: 1.9, lots: one },
  { code: 'FP', name: 'Pressure gauge', local: '压力表', category: 'Instruments', unit: 'C62', base: 1, sizes: ['0-4 bar', '0-6 bar', '0-10 bar', '0-16 bar', '0-25 bar'], makes: [['63', '63 mm', '63毫米', 1], ['100', '100 mm', '100毫米', 1.7]], price: 21.5, growth: 1.03, weight: 0.2, lots: few },
  { code: 'FT', name: 'Thermometer', local: '温度计', category: 'Instruments', unit: 'C62', base: 1, sizes: ['0-60 °C', '0-120 °C', '0-200 °C'], makes: [plain], price: 18.8, growth: 1.1, weight: 0.2, lots: few },
  { code: 'FU', name: 'Union', local: '活接头', category: 'Fittings', unit: 'C62', base: 10, sizes: small, makes: [bronze, steel], price: 58, growth: 1.34, weight: 0.12, lots: [10, 20, 30, 50, 100] },
  { code: 'FE', name: 'Elbow 90°', local: '90度弯头', category: 'Fittings', unit: 'C62', base: 100, sizes: small, makes: [brass, steel], price: 290, growth: 1.36, weight: 0.09, lots: many, from: 'kestrel' },
  { code: 'FN', name: 'Nipple', local: '螺纹短管', category: 'Fittings', unit: 'C62', base: 100, sizes: small, makes: [brass, steel], price: 142, growth: 1.33, weight: 0.05, lots: many },
  { code: 'FTE', name: 'Tee', local: '三通', category: 'Fittings', unit: 'C62', base: 100, sizes: small, makes: [brass, steel], price: 365, growth: 1.37, weight: 0.13, lots: many, from: 'kestrel' },
  { code: 'FF', name: 'Flange PN16', local: 'PN16法兰', category: 'Fittings', unit: 'C62', base: 1, sizes: [...small.slice(3), ...large], makes: [['C', 'carbon steel', '碳钢', 1], steel], price: 9.8, growth: 1.28, weight: 1.6, lots: few },
  { code: 'FO', name: 'O-ring', local: 'O型圈', category: 'Seals', unit: 'C62', base: 1000, sizes: ['18×2.5', '24×3', '30×3', '40×3.5', '50×3.5', '63×4'], makes: [nbr, epdm, fkm], price: 46, growth: 1.22, weight: 0.002, lots: [1000, 2000, 5000, 10000], from: 'haikuo' },
  { code: 'FSH', name: 'Gasket sheet', local: '垫片板材', category: 'Seals', unit: 'MTK', base: 1, sizes: ['1.0 mm', '1.5 mm', '2.0 mm', '3.0 mm'], makes: [['', 'aramid', '芳纶', 1], ['P', 'graphite', '石墨', 1.6]], price: 23.5, growth: 1.25, weight: 1.9, lots: [5, 10, 20, 40, 60], from: 'haikuo' },
  { code: 'FGK', name: 'Gasket kit', local: '垫片套件', category: 'Seals', unit: 'SET', base: 1, sizes: [...small.slice(3), ...large], makes: [plain], price: 8.4, growth: 1.19, weight: 0.3, lots: few, from: 'haikuo' },
  { code: 'FSP', name: 'Spindle', local: '阀杆', category: 'Spare parts', unit: 'C62', base: 1, sizes: ['DN50', ...large], makes: [steel], price: 27, growth: 1.24, weight: 0.7, lots: few, from: 'kestrel' },
  { code: 'FGL', name: 'Gland packing', local: '填料', category: 'Spare parts', unit: 'KGM', base: 1, sizes: ['6 mm', '8 mm', '10 mm', '12 mm'], makes: [['', 'PTFE', '聚四氟乙烯', 1], ['P', 'graphite', '石墨', 1.2]], price: 48, growth: 1.02, weight: 1, lots: [0.5, 1, 2.5, 5, 7.5] , from: 'haikuo' },
  { code: 'FH', name: 'Hose', local: '软管', category: 'Hose and pipe', unit: 'MTR', base: 1, sizes: ['DN13', 'DN19', 'DN25', 'DN32'], makes: [['', 'rubber', '橡胶', 1], ['S', 'braided steel', '编织钢', 2.4]], price: 6.9, growth: 1.31, weight: 0.4, lots: [12.5, 25, 40, 50, 100] },
  { code: 'FL', name: 'Pipe', local: '钢管', category: 'Hose and pipe', unit: 'MTR', base: 100, sizes: [...small, 'DN65', 'DN80'], makes: [['C', 'carbon steel', '碳钢', 1], steel], price: 340, growth: 1.33, weight: 1.3, lots: [60, 120, 180, 240, 600] },
  { code: 'FX', name: 'Thread sealant', local: '螺纹密封胶', category: 'Consumables', unit: 'LTR', base: 1, sizes: ['blue', 'white'], makes: [plain], price: 61, growth: 1.08, weight: 1.1, lots: [0.25, 0.5, 1, 2.5] },
  { code: 'FW', name: 'Sealing tape', local: '生料带', category: 'Consumables', unit: 'RO', base: 100, sizes: ['12 mm', '19 mm', '25 mm'], makes: [plain], price: 78, growth: 1.3, weight: 0.03, lots: [50, 100, 200, 500] },
  { code: 'FQ', name: 'Bolt set', local: '螺栓套件', category: 'Consumables', unit: 'SET', base: 10, sizes: ['M12×50', 'M16×60', 'M20×80', 'M24×100'], makes: [['', 'zinc plated', '镀锌', 1], ['S', 'A4', 'A4不锈钢', 2.6]], price: 14, growth: 1.42, weight: 0.3, lots: [10, 20, 40, 80] },
]

/** Colours and states of the same things, which the large worlds sell as products of their own. */
export const finishes: readonly (readonly [code: string, name: string, local: string, factor: number])[] = [
  ['', '', '', 1],
  ['-X', 'export packed', '出口包装', 1.04],
]
