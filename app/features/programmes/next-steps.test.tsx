import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { MoveForms } from '~/features/supply/move-forms'
import { texts } from '~/languages/texts.server'
import { NextSteps } from './programme-view'

const answer = { problems: { error: { '': ['programmes:close.notNext'] } } } as never
const said = (element: React.ReactNode) => renderToStaticMarkup(<I18nextProvider i18n={texts.en}>{element}</I18nextProvider>)

test('what was refused is said also where nothing is left to do, since somebody else was faster', () => {
  const programme = { code: 'GOLD', versions: [], periods: [], open: null } as never
  const proposal = { state: 'approved', open: 0, fields: 1, held: false, missing: 0, version: 2 } as never
  for (const element of [
    <NextSteps key="a" programme={programme} formKeys={[]} suggested="" answer={answer} />,
    <MoveForms key="b" proposal={proposal} formKey="" answer={answer} />,
  ])
    expect(said(element)).toContain('role="alert"')
})
