import type { MemberRole, StaffRole } from '../../app/access/abilities.ts'

/** The password of every person of a demo world. */
export const demoPassword = 'quayside-demo'

export const hostDomain = 'staff.example'

/** The host's staff. */
// biome-ignore format: a table
export const staff: readonly (readonly [email: string, name: string, title: string, role: StaffRole, zone: string, language: string])[] = [
  ['agent', 'Noor Aziz', 'Inside sales', 'agent', 'Europe/Amsterdam', 'en'],
  ['manager', 'Hanna Lindqvist', 'Key account manager', 'manager', 'Europe/Amsterdam', 'en'],
  ['finance', 'Tomás Rey', 'Receivables', 'finance', 'Europe/Amsterdam', 'en'],
  ['catalog', '周怡 Zhou Yi', 'Product data', 'catalog', 'Asia/Shanghai', 'zh-CN'],
  ['admin', 'Marek Novak', 'Administrator', 'admin', 'Europe/Amsterdam', 'en'],
  ['dale.whitaker', 'Dale Whitaker', 'Account manager, Americas', 'manager', 'America/Chicago', 'en'],
  ['rosa.delgado', 'Rosa Delgado', 'Inside sales, Americas', 'agent', 'America/Chicago', 'en'],
  ['chen.jing', '陈静 Chen Jing', '客户经理', 'manager', 'Asia/Shanghai', 'zh-CN'],
  ['gu.feng', '顾峰 Gu Feng', '内勤销售', 'agent', 'Asia/Shanghai', 'zh-CN'],
  ['bram.hofman', 'Bram Hofman', 'Technical service', 'agent', 'Europe/Amsterdam', 'en'],
]

/** Members with a name of their own: where, as what, and whether for the branches below as well. */
export type Member = {
  email: string
  name: string
  title: string
  seats: readonly (readonly [account: string, role: MemberRole, inherits: boolean])[]
  /** Invited and not here yet, or here no more. */
  state?: 'invited' | 'ended'
}

const everywhere = (account: string, role: MemberRole): Member['seats'] => [[account, role, true]]
const home = 'BRACKWATER'

// biome-ignore format: a table
export const members: readonly Member[] = [
  { email: 'admin@customer.example', name: 'Ines Kuiper', title: 'Head of purchasing', seats: everywhere(home, 'admin') },
  { email: 'buyer@customer.example', name: 'Pim Doorn', title: 'Buyer', seats: everywhere(home, 'buyer') },
  { email: 'approver@customer.example', name: 'Saskia Vermeulen', title: 'Operations director', seats: everywhere(home, 'approver') },
  { email: 'finance@customer.example', name: 'Willem Brands', title: 'Accounts payable', seats: everywhere(home, 'finance') },
  { email: 'receiver@customer.example', name: 'Jonas Maas', title: 'Goods in', seats: everywhere(home, 'receiver') },
  { email: 'viewer@customer.example', name: 'Lotte Visser', title: 'Project engineer', seats: everywhere(home, 'viewer') },
  { email: 'limited@customer.example', name: 'Casey Morgan', title: 'Regional buyer', seats: [['CALDER-HOU', 'buyer', false], ['CALDER-LAX', 'buyer', false], ['CALDER-YYZ', 'viewer', false]] },
  { email: 'joost.peeters@customer.example', name: 'Joost Peeters', title: 'Branch manager', seats: [['BRACKWATER-ANR', 'buyer', true]] },
  { email: 'femke.smit@customer.example', name: 'Femke Smit', title: 'Goods in', seats: [['BRACKWATER-AMS', 'receiver', true]], state: 'invited' },
  { email: 'ruud.blom@customer.example', name: 'Ruud Blom', title: 'Buyer', seats: [['BRACKWATER-RTM', 'buyer', true]], state: 'ended' },
  { email: 'admin@distributor.example', name: 'Karin Voss', title: 'Managing director', seats: everywhere('TIDEWELL', 'admin') },
  { email: 'buyer@distributor.example', name: 'Malte Reimers', title: 'Purchasing', seats: everywhere('TIDEWELL', 'buyer') },
  { email: 'admin@supplier.example', name: 'Ruth Ashby', title: 'Sales director', seats: everywhere('KESTREL', 'admin') },
  { email: 'catalog@supplier.example', name: 'Owen Pritchard', title: 'Product data', seats: everywhere('KESTREL', 'catalog') },
  { email: 'li.na@haikuo.example', name: '李娜 Li Na', title: '外贸经理', seats: everywhere('HAIKUO', 'admin') },
  { email: 'piet@gannet.example', name: 'Piet Zwart', title: 'Forwarding agent', seats: everywhere('GANNET', 'admin') },
  { email: 'admin@calderridge.example', name: 'Morgan Hale', title: 'VP procurement', seats: everywhere('CALDER', 'admin') },
  { email: 'lin.wei@donglan.example', name: '林薇 Lin Wei', title: '采购总监', seats: everywhere('DONGLAN', 'admin') },
  { email: 'zhao.lei@donglan.example', name: '赵磊 Zhao Lei', title: '采购员', seats: everywhere('DONGLAN-SUZ', 'buyer') },
]

/** Given and family names for everybody else, by the part of the world. */
// biome-ignore format: a table
export const names: Record<'north' | 'china' | 'japan' | 'gulf' | 'latin' | 'africa' | 'south', readonly (readonly [readonly string[], readonly string[]])[]> = {
  north: [
    [['Anna', 'Erik', 'Sofie', 'Mark', 'Julia', 'Thomas', 'Emma', 'Lars', 'Claire', 'Stefan', 'Alice', 'Peter', 'Megan', 'David', 'Laura', 'Simon'], ['Bakker', 'Jansson', 'Weber', 'Keller', 'Moreau', 'Fischer', 'Carter', 'Hughes', 'Dubois', 'Nowak', 'Berg', 'Collins', 'Maes', 'Brandt', 'Rossi', 'Turner']],
  ],
  china: [
    [['伟 Wei', '芳 Fang', '敏 Min', '静 Jing', '强 Qiang', '磊 Lei', '洋 Yang', '艳 Yan', '勇 Yong', '杰 Jie', '娟 Juan', '涛 Tao', '明 Ming', '霞 Xia'], ['王 Wang', '李 Li', '张 Zhang', '刘 Liu', '陈 Chen', '杨 Yang', '黄 Huang', '赵 Zhao', '吴 Wu', '周 Zhou', '徐 Xu', '孙 Sun']],
  ],
  japan: [[['Haruto', 'Yui', 'Sota', 'Aoi', 'Kenji', 'Mio'], ['Sato', 'Tanaka', 'Ito', 'Yamamoto', 'Nakamura', 'Kobayashi']]],
  gulf: [[['Fatima', 'Yousef', 'Mariam', 'Khalid', 'Noura', 'Salem'], ['Al-Rashid', 'Al-Mutairi', 'Haddad', 'Al-Sabah', 'Nasser', 'Mansour']]],
  latin: [[['Lucía', 'Mateo', 'Camila', 'Diego', 'Beatriz', 'Rafael', 'Paula', 'João'], ['García', 'Fernández', 'Silva', 'Rojas', 'Souza', 'Torres', 'Castro', 'Lima']]],
  africa: [[['Thandi', 'Sipho', 'Wanjiru', 'Kofi', 'Amina', 'Johan', 'Lerato'], ['Dlamini', 'Mwangi', 'Okafor', 'Botha', 'Naidoo', 'El Idrissi']]],
  south: [[['Priya', 'Arjun', 'Mei Ling', 'Somchai', 'Jack', 'Ruby', 'Wei Jie'], ['Sharma', 'Patel', 'Tan', 'Lim', 'Suwan', 'Walker', 'Wilson']]],
}

// biome-ignore format: a table
const parts: Record<string, keyof typeof names> = {
  CN: 'china', JP: 'japan', KW: 'gulf', AE: 'gulf', BR: 'latin', AR: 'latin', CL: 'latin', PE: 'latin', MX: 'latin', ES: 'latin',
  ZA: 'africa', KE: 'africa', NG: 'africa', MA: 'gulf', IN: 'south', SG: 'south', MY: 'south', TH: 'south', AU: 'south', NZ: 'south',
}
export const worldOf = (country: string): keyof typeof names => parts[country] ?? 'north'
