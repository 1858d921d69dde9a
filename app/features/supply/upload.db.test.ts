import { beforeAll, expect, test } from 'vitest'
import writeSheet from 'write-excel-file/node'
import { isRefusal } from '~/values/outcome'
import { grantOf, makeAccount, makeEntity, makePerson, ownerOf, scopeOf } from '../../../tests/support/make'
import { makeItem, makePrice } from '../../../tests/support/supplying'
import { catalogCsv } from './catalog.csv.server'
import { readItemFilter } from './catalog-filter'
import { getProposal } from './proposal.queries.server'
import { uploadProposal } from './upload.commands.server'

// The scopes stand at 11 June 2026, so that a price holds from 11 July at the earliest.
beforeAll(makeEntity)

async function company() {
  const account = await makeAccount({ supplies: 1 })
  const person = await makePerson()
  const who = { personId: person.id, grants: [grantOf(account, 'catalog')] }
  return { owner: ownerOf(account), scope: scopeOf('supplier', ['catalog.read', 'catalog.propose'], who) }
}
type Scope = Awaited<ReturnType<typeof company>>['scope']

const csv = (...lines: string[]) => new File([lines.join('\n')], 'changes.csv')
async function upload(scope: Scope, file: File, mode: 'changes' | 'full' = 'changes') {
  const done = await uploadProposal(scope, { file, mode })
  return isRefusal(done) ? done.reason : await getProposal(scope, done.number)
}
const drafted = async (scope: Scope, file: File, mode: 'changes' | 'full' = 'changes') => {
  const view = await upload(scope, file, mode)
  if (typeof view === 'string') throw new Error(view)
  return view
}
const brief = (view: Awaited<ReturnType<typeof drafted>>) =>
  view.shown.map(({ item, field, base, proposed, from }) => [item.sku, field, base, proposed, from])

test('a file becomes a draft of what is different, with a reason for each row that cannot be taken', async () => {
  const { owner, scope } = await company()
  const [first, second] = [await makeItem(owner, { sku: 'GV-1' }), await makeItem(owner, { sku: 'GV-2' })]
  await makePrice(first)
  await makePrice(second)
  const file = csv(
    '\uFEFFsku;title_en;lead_time_days;price;valid_from',
    'gv-1;B;;10.50;',
    'GV-2;A;x;;',
    'GV-9;C;;;',
    ';D;;;',
    '',
    'GV-2;;35;11;2026-07-01',
  )
  const view = await drafted(scope, file)
  expect(view).toMatchObject({ state: 'draft', origin: 'file', held: false })
  expect(brief(view)).toEqual([
    ['GV-1', 'title_en', 'A', 'B', null],
    ['GV-2', 'lead_time_days', '21', '35', null],
    ['GV-1', 'price', '10', '10.5', '2026-07-11'],
  ])
  expect(view.rowErrors.map(({ line, column, reason }) => [line, column, reason.split('|')[0]])).toEqual([
    [3, 'lead_time_days', 'supply:form.leadTime'],
    [4, 'sku', 'supply:file.unknownSku'],
    [5, 'sku', 'supply:file.noSku'],
    [7, 'valid_from', 'supply:form.notice'],
  ])
})

test('a comma in a number that is not in quotes refuses its row, since every cell after it stands in the wrong column', async () => {
  const { owner, scope } = await company()
  for (const sku of ['GV-1', 'GV-2']) await makePrice(await makeItem(owner, { sku }))
  const view = await drafted(scope, csv('sku,price', 'GV-1,1,234', 'GV-2,"12"', ''))
  expect(brief(view).map(([sku, , , price]) => [sku, price])).toEqual([['GV-2', '12']])
  expect(view.rowErrors.map(({ line, reason }) => [line, reason])).toEqual([[2, 'supply:file.spare']])
})

test('an XLSX file says the same', async () => {
  const { owner, scope } = await company()
  await makeItem(owner, { sku: 'GV-1' })
  const cells = [
    ['sku', 'title_en', 'lead_time_days'].map((value) => ({ value })),
    [{ value: 'GV-1' }, { value: '闸阀' }, { value: 28 }],
  ]
  const bytes = await writeSheet(cells as never).toBuffer()
  const view = await drafted(scope, new File([new Uint8Array(bytes)], 'changes.xlsx'))
  expect(brief(view).map((one) => one.slice(0, 4))).toEqual([
    ['GV-1', 'title_en', 'A', '闸阀'],
    ['GV-1', 'lead_time_days', '21', '28'],
  ])
})

test('a full load discontinues what it leaves out, and above 5 % it is held', async () => {
  const { owner, scope } = await company()
  for (let index = 0; index < 40; index++) await makeItem(owner, { sku: `K-${String(index).padStart(2, '0')}` })
  await makeItem(owner, { sku: 'GONE', discontinued: 1 })
  const rows = (from: number) => Array.from({ length: 40 - from }, (_, index) => `K-${String(index + from).padStart(2, '0')}`)
  const few = await drafted(scope, csv('sku', ...rows(2)), 'full')
  expect(few).toMatchObject({ origin: 'full', missing: 2, held: false })
  expect(brief(few)[0]?.slice(0, 4)).toEqual(['K-00', 'discontinued', '0', '1'])
  expect(await drafted(scope, csv('sku', ...rows(3)), 'full')).toMatchObject({ missing: 3, held: true })
})

test('what is downloaded says nothing new when it is uploaded again', async () => {
  const { owner, scope } = await company()
  const item = await makeItem(owner, { sku: '=GV-1', description_en: 'Two lines,\n"quoted"', title_zh: '阀' })
  await makePrice(item)
  let text = ''
  for await (const piece of await catalogCsv(scope, readItemFilter(new URLSearchParams()))) text += piece
  expect(text).toContain("'=GV-1")
  expect(await upload(scope, new File([text], 'catalog.csv'), 'full')).toBe('supply:form.nothing')
})

test('what is no file of changes is refused', async () => {
  const { scope } = await company()
  const reason = (file: File) => upload(scope, file)
  expect(await reason(new File([''], 'a.csv'))).toBe('supply:file.empty')
  expect(await reason(csv('sku'))).toBe('supply:file.empty')
  expect(await reason(csv('sku,colour', 'A,red'))).toBe('supply:file.columns')
  expect(await reason(csv('title_en', 'A'))).toBe('supply:file.noSkuColumn')
  expect(await reason(new File([new Uint8Array([0xff, 0xfe, 0x00])], 'a.csv'))).toBe('supply:file.kind')
  expect(await reason(new File([new Uint8Array([0x50, 0x4b, 3, 4, 1, 2])], 'a.xlsx'))).toBe('supply:file.kind')
  expect(await reason(new File(['x'.repeat(4 * 1_048_576 + 1)], 'a.csv'))).toBe('supply:file.large')
})
