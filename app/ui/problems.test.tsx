import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { texts } from '~/languages/texts.server'
import { useFields } from './problems'

const reasons = {
  name: ['programmes:form.missing'],
  floor: ['no key'],
  code: ['programmes:form.taken'],
  note: ['programmes:form.long'],
}

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
