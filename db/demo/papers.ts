import { Decimal } from 'decimal.js'
import type { Connection, RowDataPacket } from 'mysql2/promise'
import { createConnection } from 'mysql2/promise'
import type { DocumentKind } from '../../app/features/contracts/contract.ts'
import { localFiles } from '../../app/integrations/files/local.server.ts'
import type { FileStore } from '../../app/integrations/files/store.ts'
import { Sheet } from '../../app/integrations/pdf/sheet.server.ts'
import { dayAt, dayText } from './days.ts'
import { paperTexts } from './paper-texts.ts'
import { addReminders } from './reminded.ts'

/** The papers of contracts: real PDF files, in the language of whoever signed, kept where the application keeps its own. */

type Language = keyof typeof paperTexts
/** A contract as its papers need it. Days are text, as they are written there. */
export type Paper = {
  id: number
  number: string
  title: string
  host: string
  account: string
  language: Language
  law: string | null
  agreed: string | null
  starts: string | null
  ends: string | null
  openEnded: boolean
  /** With its currency: 'EUR 400,000'. */
  commitment: string | null
  terms: { renewal: string | null; notice: string | null; notice_text: string | null }
  prices: readonly Price[]
  at: Date
}
type Price = { sku: string; name: string; unit: string; price: string }
type Owner = { account_id: number; root_account_id: number }
type Written = { kind: DocumentKind; title: string; file: string; content: Buffer; on: string | null; at: Date }

/** So that a large world takes no longer: who looks at contracts sees the first of them. */
const mostContracts = 40
/** Nothing that is drawn here comes near it. */
const maxBytes = 1_000_000

/**
 * Writes the papers of the first contracts of a world that was loaded, into `folder` and beside their rows. The same world has the same
 * papers, byte by byte; only the keys of the files are always new. Beside them who was reminded of which. Answers how many there are.
 */
export const addPapers = async (url: string, folder: string, now: number): Promise<number> => {
  const connection = await createConnection({ uri: url, charset: 'utf8mb4_unicode_ci', timezone: 'Z', dateStrings: ['DATE'] })
  try {
    const store = localFiles(folder)
    let count = 0
    for (const { owner, paper } of await papersOf(connection))
      for (const written of await write(paper)) {
        await keep(connection, store, owner, paper.id, written)
        count++
      }
    await addReminders(connection, dayText(dayAt(now, 'Europe/Amsterdam')))
    return count
  } finally {
    await connection.end()
  }
}

const papersOf = async (connection: Connection): Promise<{ owner: Owner; paper: Paper }[]> => {
  const [rows] = await connection.query<RowDataPacket[]>(
    `select c.*, a.name as account, a.local_name, a.language, a.currency, h.name as host
     from contracts c join accounts a on a.id = c.account_id join legal_entities h on h.id = c.legal_entity_id
     order by c.id limit ${mostContracts}`,
  )
  const [products] = await connection.query<RowDataPacket[]>(
    'select sku, name, local_name, unit, price_base, list_price from products where discontinued = 0 order by id limit 60',
  )
  return rows.map((row) => ({ owner: row as unknown as Owner, paper: paperOf(row, products) }))
}

const paperOf = (row: RowDataPacket, products: readonly RowDataPacket[]): Paper => {
  const language: Language = row.language === 'zh-CN' ? 'zh-CN' : 'en'
  const isOneTerm = row.renewal === null && row.ends_on !== null && row.terminated_on === null
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    host: row.host,
    account: (language === 'zh-CN' && row.local_name) || row.account,
    language,
    law: row.governing_law,
    agreed: row.agreed_on ?? row.starts_on,
    starts: row.starts_on ?? row.starts_text,
    ends: row.ends_on ?? row.ends_text,
    openEnded: row.open_ended === 1,
    commitment: row.commitment && `${row.commitment_currency} ${Number(row.commitment).toLocaleString('en')}`,
    terms: { renewal: row.renewal, notice: row.notice, notice_text: row.notice_text },
    prices: isOneTerm ? pricesOf(row, language, products) : [],
    at: row.created_at,
  }
}

/** Twelve items below their list prices, others for each contract. */
const pricesOf = (row: RowDataPacket, language: Language, products: readonly RowDataPacket[]): Price[] =>
  products
    .filter((_, index) => index % 5 === row.id % 5)
    .map((one) => ({
      sku: one.sku,
      name: (language === 'zh-CN' && one.local_name) || one.name,
      unit: Number(one.price_base) === 1 ? one.unit : `${Number(one.price_base)} ${one.unit}`,
      price: `EUR ${new Decimal(one.list_price).times('0.92').toFixed(2)}`,
    }))

/** The agreement; for prices of one term their list, which was corrected once; for every other of the rest an amendment. */
const write = async (paper: Paper): Promise<Written[]> => {
  const texts = paperTexts[paper.language]
  const agreement = {
    kind: 'agreement',
    title: paper.title,
    file: `${paper.number}.pdf`,
    on: paper.agreed,
    at: paper.at,
  } as const
  const all: Written[] = [{ ...agreement, content: await drawClauses(paper, paper.title, texts.clauses(paper)) }]
  const later = new Date(paper.at.getTime() + 40 * 86_400_000)
  if (paper.prices.length > 0) {
    const annex = { kind: 'annex', title: texts.prices.title, on: paper.agreed } as const
    const first = paper.prices.slice(1)
    all.push({ ...annex, file: `${paper.number}-A.pdf`, content: await drawPrices(paper, first, paper.at), at: paper.at })
    all.push({ ...annex, file: `${paper.number}-A-2.pdf`, content: await drawPrices(paper, paper.prices, later), at: later })
  } else if (paper.id % 2 === 0) {
    const { title, clauses } = texts.amendment
    const amendment = { kind: 'amendment', title, file: `${paper.number}-1.pdf`, on: later.toISOString().slice(0, 10) } as const
    all.push({ ...amendment, content: await drawClauses({ ...paper, at: later }, title, clauses(paper)), at: later })
  }
  return all
}

const begin = ({ host, number, language, at }: Paper, title: string): Sheet => {
  const sheet = new Sheet({ title: `${number}, ${title}`, author: host, language, at })
  sheet.text(host, { size: 12, weight: 700 }, 0)
  sheet.text(number, { size: 8.5, quiet: true }, 0)
  sheet.space(22)
  sheet.text(title, { size: 20, weight: 700 }, 12)
  return sheet
}

const end = async (sheet: Sheet, { language, number }: Paper): Promise<Buffer> =>
  await sheet.done((page, pages) => paperTexts[language].foot(number, page, pages))

const drawClauses = async (paper: Paper, title: string, clauses: readonly (readonly [string, string])[]): Promise<Buffer> => {
  const texts = paperTexts[paper.language]
  const sheet = begin(paper, title)
  sheet.blocks([[texts.between, ...texts.parties(paper)]])
  sheet.space(16)
  for (const [index, [head, text]] of clauses.entries()) {
    sheet.text(`${index + 1}. ${head}`, { size: 11, weight: 700 })
    sheet.text(text, { size: 10 }, 10)
  }
  sheet.space(24)
  sheet.blocks(texts.signed(paper))
  return await end(sheet, paper)
}

const drawPrices = async (paper: Paper, prices: readonly Price[], at: Date): Promise<Buffer> => {
  const { title, lead, heads } = paperTexts[paper.language].prices
  const sheet = begin({ ...paper, at }, title)
  sheet.text(lead(paper), { size: 10 }, 14)
  await sheet.table<Price>(
    [
      { head: heads[0], share: 20, cell: (row) => row.sku },
      { head: heads[1], share: 48, cell: (row) => row.name },
      { head: heads[2], share: 12, cell: (row) => row.unit },
      { head: heads[3], share: 20, align: 'right', cell: (row) => row.price },
    ],
    prices,
  )
  return await end(sheet, paper)
}

/** The file and its rows, as an import would have kept them: a later version stands beside the earlier one. */
const keep = async (connection: Connection, store: FileStore, owner: Owner, contract: number, written: Written) => {
  const { kind, title, file, content, on, at } = written
  const { key, sha256, bytes } = await store.put([content] as unknown as AsyncIterable<Uint8Array>, { maxBytes })
  const whose = [owner.account_id, owner.root_account_id]
  await connection.query(
    `insert into contract_documents (contract_id, account_id, root_account_id, kind, title, dated_on, file_name, sha256, created_at,
       updated_at) values (?) on duplicate key update file_name = values(file_name), sha256 = values(sha256),
       updated_at = values(updated_at), version = version + 1`,
    [[contract, ...whose, kind, title, on, file, sha256, at, at]],
  )
  await connection.query(
    `insert into files (file_key, contract_document_id, account_id, root_account_id, purpose, name, media_type, size, sha256, created_at)
     select ?, id, account_id, root_account_id, 'contract', ?, 'application/pdf', ?, ?, ? from contract_documents
     where contract_id = ? and title = ?`,
    [key, file, bytes, sha256, at, contract, title],
  )
}
