import { expect, test } from 'vitest'
import { texts } from '~/languages/texts.server'
import { agreementForm, programmeForm, refusalOf, rulesIn, versionForm } from './programmes.forms.server'
import { labelOfRow } from './rule-words'

const kinds = { period: 'year', ladder: 'retrospective', measure: 'value', reward: 'percent', outside: 'count' }
const wrong = (more: object) =>
  versionForm.safeParse({ ...kinds, ...more }).error?.issues.map((one) => [one.path[0], one.message]) ?? []

test('thresholds, rates and limits are read as they were meant', () => {
  const typed = { from_1: '0', rate_1: '2,5', from_2: '100,000', rate_2: '3.75', floor: '1 000', cap: '1,000,000.50' }
  const rules = rulesIn(versionForm.parse({ ...kinds, ...typed }), 'EUR')
  expect(rules.bands).toEqual([
    { from: '0', rate: '2.5' },
    { from: '100000', rate: '3.75' },
  ])
  expect([rules.floor, rules.cap]).toEqual(['1000', '1000000.50'])
})

test('what could be a thousand times more is refused at its field, with both readings', () => {
  const unclear = 'programmes:form.unclear|{"whole":"100000","decimal":"100"}'
  expect(wrong({ from_2: '100.000', cap: '100.000' })).toEqual([
    ['cap', unclear],
    ['from_2', unclear],
  ])
  expect(wrong({ floor: '1,00,000' })).toEqual([['floor', 'programmes:form.number']])
})

test('a code that is the address of another page is refused, however it is written', () => {
  const codeOf = (code: string) =>
    programmeForm.safeParse({ ...kinds, code, name: 'Gold', currency: 'EUR' }).error?.issues.map((one) => one.message) ?? []
  for (const code of ['NEW', 'new', ' New ']) expect(codeOf(code)).toEqual(['programmes:form.reserved'])
  expect(codeOf('NEWS')).toEqual([])
})

test.each([
  ['a rate above 100 per cent', { from_1: '0', rate_1: '2', from_2: '500', rate_2: '101' }, 'rate_2', 'bandPercent', 1],
  ['a rate that is missing', { from_1: '0' }, 'rate_1', 'bandRate', 0],
  ['a threshold below the one before', { from_1: '0', rate_1: '2', from_4: '0', rate_4: '3' }, 'from_4', 'bandOrder', 3],
  ['no tier', {}, 'from_1', 'bandsMissing', 0],
])('%s is said of the tier by the number that its field is labelled with', (_, typed, field, reason, band) => {
  const form = versionForm.parse({ ...kinds, ...typed })
  const said = refusalOf(rulesIn(form, 'EUR'), form)
  expect(said).toMatchObject({ field, reason: `programmes:rules.${reason}`, values: { band } })
  const [kind, row] = field.split('_')
  const label = texts.en.t(`programmes:edit.${kind}` as never, { row: labelOfRow(Number(row)) } as never)
  expect(label).toMatch(new RegExp(`^Tier ${band} `))
})

test.each([
  ['0001-01-01', ['programmes:agreement.dayEarly']],
  ['1999-12-31', ['programmes:agreement.dayEarly']],
  ['soon', ['programmes:agreement.dayMissing']],
  ['0000', ['programmes:agreement.dayMissing']],
  ['2000-01-01', []],
])('an agreement from %s: %j', (joined_on, reasons) => {
  const { error } = agreementForm.safeParse({ account: 'D-1', covers: 'account', joined_on })
  expect(error?.issues.map((one) => one.message) ?? []).toEqual(reasons)
})
