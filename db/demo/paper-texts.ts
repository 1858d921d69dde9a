import { readPeriod, readRenewal } from '../../app/features/contracts/contract.ts'
import type { Paper } from './papers.ts'

/** What stands on the papers of contracts, in the language of whoever signed: the same dates and terms as in the record. */

type Clause = readonly [title: string, text: string]
export type PaperTexts = {
  between: string
  parties: (paper: Paper) => string[]
  clauses: (paper: Paper) => Clause[]
  amendment: { title: string; clauses: (paper: Paper) => Clause[] }
  prices: { title: string; lead: (paper: Paper) => string; heads: readonly [string, string, string, string] }
  signed: (paper: Paper) => string[][]
  foot: (title: string, page: number, pages: number) => string
}

const enUnits = { D: 'day', W: 'week', M: 'month', Y: 'year' } as const
const zhUnits = { D: '天', W: '周', M: '个月', Y: '年' } as const
type Counted = { length: number; unit: keyof typeof enUnits }
const enPeriod = ({ length, unit }: Counted) => `${length} ${enUnits[unit]}${length === 1 ? '' : 's'}`
const zhPeriod = ({ length, unit }: Counted) => `${length} ${zhUnits[unit]}`

function enTerm({ starts, ends, openEnded, terms }: Paper): string {
  const from = `This agreement holds from ${starts ?? '[date left open]'}`
  const renewal = terms.renewal === null ? null : readRenewal(terms.renewal)
  if (openEnded) return `${from} without an agreed end.`
  const until = `${from} until ${ends ?? '[date left open]'}`
  if (!renewal) return `${until} and ends then without notice.`
  const by = enPeriod(renewal.period)
  return `${until} and goes on by ${by} ${renewal.times === null ? 'each time' : `${renewal.times} times`} unless one side gives notice.`
}

function zhTerm({ starts, ends, openEnded, terms }: Paper): string {
  const from = `本协议自 ${starts ?? '〔日期待填〕'} 起生效`
  const renewal = terms.renewal === null ? null : readRenewal(terms.renewal)
  if (openEnded) return `${from}，未约定到期日。`
  const until = `${from}，至 ${ends ?? '〔日期待填〕'} 止`
  if (!renewal) return `${until}，期满即行终止，无需通知。`
  const by = zhPeriod(renewal.period)
  return `${until}；任何一方未提出通知的，${renewal.times === null ? '每次' : `共 ${renewal.times} 次，每次`}续期 ${by}。`
}

const enNotice = ({ terms }: Paper) => {
  const notice = terms.notice === null ? null : readPeriod(terms.notice)
  const period = notice ? enPeriod(notice) : (terms.notice_text ?? null)
  return period
    ? `Notice is given in writing, a whole ${period} before the end of the running term.`
    : 'No period of notice is agreed; the law applies.'
}
const zhNotice = ({ terms }: Paper) => {
  const notice = terms.notice === null ? null : readPeriod(terms.notice)
  const period = notice ? zhPeriod(notice) : (terms.notice_text ?? null)
  return period ? `通知须以书面形式，至少在本期届满前 ${period} 送达对方。` : '双方未约定通知期，依法律规定执行。'
}

const en: PaperTexts = {
  between: 'Between',
  parties: ({ host, account }) => [`${host}, “the supplier”,`, `and ${account}, “the customer”.`],
  clauses: (paper) => [
    [
      'Subject',
      `The supplier delivers, and the customer buys, what is described as “${paper.title}”, by single orders under these terms.`,
    ],
    ['Term', enTerm(paper)],
    ['Notice', enNotice(paper)],
    ...(paper.commitment
      ? [
          [
            'Commitment',
            `The customer undertakes to buy goods of ${paper.commitment}, before tax and freight, in each year of this agreement.`,
          ] as const,
        ]
      : []),
    [
      'Delivery',
      'Each order is confirmed with a promised day. A promise that has to be moved is moved in writing, with its cause.',
    ],
    ['Payment', 'Invoices are paid within the days that they name. A disputed part does not hold back the rest.'],
    ['Law', `This agreement is under the law of ${paper.law ?? 'the supplier’s seat'}. What is changed is changed in writing.`],
  ],
  amendment: {
    title: 'Amendment 1: notice by e-mail',
    clauses: ({ number }) => [
      ['What is amended', `Agreement ${number} stays as it is but for its clause on notice.`],
      [
        'Notice',
        'Notice may be given by e-mail to the other side’s address for notices, and counts on the day on which it is answered.',
      ],
    ],
  },
  prices: {
    title: 'Annex A: prices',
    lead: ({ number }) => `Net prices under agreement ${number}, without tax and freight, for the time that it holds.`,
    heads: ['Item', 'Description', 'Per', 'Net price'],
  },
  signed: ({ host, account, agreed }) => [
    ['For the supplier', host, agreed ?? ''],
    ['For the customer', account, agreed ?? ''],
  ],
  foot: (title, page, pages) => `${title}, page ${page} of ${pages}`,
}

const zh: PaperTexts = {
  between: '签约双方',
  parties: ({ host, account }) => [`供方：${host}`, `需方：${account}`],
  clauses: (paper) => [
    ['标的', `供方按本协议条款，依需方逐笔订单供应“${paper.title}”项下的货物，需方予以购买。`],
    ['期限', zhTerm(paper)],
    ['通知', zhNotice(paper)],
    ...(paper.commitment
      ? [['采购承诺', `需方承诺在本协议的每一年度采购货物 ${paper.commitment}（不含税费和运费）。`] as const]
      : []),
    ['交货', '每笔订单均以承诺交期确认。确需变更交期的，应书面说明原因。'],
    ['付款', '需方应在发票载明的期限内付款。对部分金额有异议的，不影响其余款项的支付。'],
    ['适用法律', `本协议适用${paper.law ?? '供方所在地'}法律。任何变更须以书面形式作出。`],
  ],
  amendment: {
    title: '补充协议一：电子邮件通知',
    clauses: ({ number }) => [
      ['修改内容', `除通知条款外，协议 ${number} 的其余条款保持不变。`],
      ['通知', '通知可发送至对方指定的电子邮箱，自对方回复之日起视为送达。'],
    ],
  },
  prices: {
    title: '附件一：价格',
    lead: ({ number }) => `协议 ${number} 有效期内的净价，不含税费和运费。`,
    heads: ['货号', '名称', '计价单位', '净价'],
  },
  signed: ({ host, account, agreed }) => [
    ['供方（盖章）', host, agreed ?? ''],
    ['需方（盖章）', account, agreed ?? ''],
  ],
  foot: (title, page, pages) => `${title}，第 ${page} 页，共 ${pages} 页`,
}

export const paperTexts = { en, 'zh-CN': zh } as const
