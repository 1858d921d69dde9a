import { renderToStaticMarkup } from 'react-dom/server'
import { I18nextProvider } from 'react-i18next'
import { expect, test } from 'vitest'
import { texts } from '~/languages/texts.server'
import { InvoiceNext } from './invoice-view'

// Nobody in particular reads this: without a reader it is the first of January 1970.
const invoice = { currency: 'EUR', total: '100.0000', paid: '0', open: '100.0000', settledOn: null }
const said = (more: { state: 'paid' | 'open' | 'overdue'; dueOn: string; settledOn?: string }) =>
  renderToStaticMarkup(
    <I18nextProvider i18n={texts.en}>
      <InvoiceNext invoice={{ ...invoice, ...more }} />
    </I18nextProvider>,
  ).replace(/<[^>]*>/g, '')

test.each([
  [{ state: 'paid', dueOn: '1970-01-30', settledOn: '1970-01-01' }, 'Paid in full today.'],
  [{ state: 'paid', dueOn: '1970-01-30', settledOn: '1969-12-28' }, 'Paid in full on Sun 28 December.'],
  [{ state: 'open', dueOn: '1970-01-02' }, 'is due by tomorrow.'],
  [{ state: 'overdue', dueOn: '1969-12-31' }, 'was due yesterday.'],
  [{ state: 'overdue', dueOn: '1969-12-01' }, 'was due on 1 December 1969.'],
] as const)('%j: “%s”', (more, sentence) => expect(said(more)).toContain(sentence))
