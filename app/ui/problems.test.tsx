import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { texts } from '~/languages/texts.server'
import { useFields, useReasons } from './problems'

const reasons = {
  name: ['programmes:form.missing'],
  floor: ['no key'],
  code: ['programmes:form.taken'],
  note: ['programmes:form.long', 'programmes:form.long'],
}

const actions = z.discriminatedUnion('do', [
  z.object({ do: z.literal('publish'), number: z.coerce.number().int() }),
  z.object({ do: z.enum(['close', 'send']) }),
])
const answered = z.object({ kind: z.enum(['all', 'some']), number: z.coerce.number().int().min(1) })

function Form() {
  const { field, problems } = useFields({ problems: { error: reasons } }, '', { name: 'Name', floor: 'At least', code: 'Code' })
  return [field('name').error, ...problems.map(({ text }) => text)].join('|')
}

test('what is wrong is said beside its field without the name of the field, and in the summary with it', () => {
  const said = renderToStaticMarkup(
    <I18nextProvider i18n={texts.en}>
      <Form />
    </I18nextProvider>,
  )
  expect(said.split('|')).toEqual([
    'Fill this in.',
    'Name: fill this in.',
    'At least cannot be taken as it is.',
    'Another programme has this code.',
    'That is too long.',
  ])
})

function Reasons({ all }: { all: readonly string[] }) {
  const words = useReasons()
  return all.map((reason) => words(reason)).join('\n')
}
const said = (all: readonly string[]) =>
  renderToStaticMarkup(
    <I18nextProvider i18n={texts.en}>
      <Reasons all={all} />
    </I18nextProvider>,
  ).split('\n')

test('a form without its button, or with what no page sends, is answered in plain words and none of the library’s', () => {
  const messages = [
    actions.safeParse({}),
    actions.safeParse({ do: 'else' }),
    actions.safeParse({ do: 'publish' }),
    answered.safeParse({ kind: 'none', number: '0.5' }),
  ].flatMap(({ error }) => error?.issues.map((issue) => issue.message) ?? [])
  expect(messages.length).toBeGreaterThan(4)
  expect([...messages, 'a|b', 'Expected "x"|"y"'].some((text) => text.includes('|'))).toBe(true)
  expect(new Set(said([...messages, 'a|b', 'Expected "x"|"y"']))).toEqual(new Set(['This cannot be taken as it is.']))
})

test('a key is filled with the values behind its bar', () => {
  expect(said(['contracts:complete.digits|{"currency":"JPY","digits":0}'])).toEqual(['JPY has 0 digits after the point.'])
})
