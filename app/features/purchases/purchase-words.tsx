/* Purchase orders in the reader's words: states, and what was answered of a line. */
import { useTranslation } from 'react-i18next'
import { formatUnitPrice } from '~/ui/money'
import { formatQuantity, useUnitName } from '~/ui/quantity'
import { useReader } from '~/ui/reader'
import type { Mark, Tone } from '~/ui/status'
import { Status, Tag } from '~/ui/status'
import { sayDate } from '~/ui/when-text'
import type { AnswerKind, AnswerPart, PurchaseState } from './acknowledgement'
import type { LineAnswer, PurchaseLine } from './purchase.queries.server'

const stateMarks: Record<PurchaseState, [Mark, Tone?]> = {
  open: ['you', 'warn'],
  partly_answered: ['t2'],
  waiting: ['clock', 'warn'],
  answered: ['t4'],
  cancelled: ['off'],
}

export function PurchaseStateMark({ state, pill }: { state: PurchaseState; pill?: boolean }) {
  const { t } = useTranslation('purchases')
  const [mark, tone] = stateMarks[state]
  return (
    <Status mark={mark} tone={tone} pill={pill}>
      {t(`state.${state}`)}
    </Status>
  )
}

/** Got once per component; the functions are for rows. */
export function usePurchaseWords() {
  const { t } = useTranslation('purchases')
  const { locale, now, timeZone } = useReader()
  const unitOf = useUnitName()
  const quantity = (value: string, unit: string) => `${formatQuantity(locale, value)}\u00a0${unitOf(unit)}`
  const day = (on: string) => sayDate(locale, on, now, timeZone)
  const price = (amount: string, currency: string, base: string) => {
    const per = Number(base) === 1 ? '' : `\u00a0/\u00a0${formatQuantity(locale, base)}`
    return `${currency}\u00a0${formatUnitPrice(locale, amount, currency)}${per}`
  }
  const part = ({ kind, quantity: of, on }: AnswerPart, unit: string) =>
    kind === 'refused'
      ? t('part.refused', { quantity: quantity(of, unit) })
      : t(`part.${kind}`, { quantity: quantity(of, unit), day: on === null ? '' : day(on) })
  return { quantity, day, price, part }
}

const partMarks: Record<AnswerKind, Mark> = { confirmed: 't4', backordered: 'clock', refused: 'stop' }

type SaidProps = { line: PurchaseLine; currency: string; cancelled: boolean }

/** What stands of a line, what is open, and what waits for the host. */
export function LineSaid({ line, currency, cancelled }: SaidProps) {
  const { t } = useTranslation('purchases')
  const words = usePurchaseWords()
  const { open } = line.share
  const over = open.startsWith('-')
  return (
    <div className="grid gap-1 py-1">
      {line.standing ? <Parts answer={line.standing} line={line} currency={currency} /> : null}
      {Number(open) === 0 || cancelled ? null : (
        <Status mark={over ? 'late' : 't0'}>
          {t(over ? 'part.over' : 'part.open', { quantity: words.quantity(open.replace('-', ''), line.unit) })}
        </Status>
      )}
      {line.waiting ? (
        <div className="mt-1 grid gap-1 border-line border-t pt-2">
          <span className="flex flex-wrap items-center gap-1">
            <Status mark="pause" tone="warn">
              {t('part.waits')}
            </Status>
            {line.waiting.deviations.map((one) => (
              <Tag key={one}>{t(`deviation.${one}`)}</Tag>
            ))}
          </span>
          <Parts answer={line.waiting} line={line} currency={currency} />
        </div>
      ) : null}
    </div>
  )
}

function Parts({ answer, line, currency }: { answer: LineAnswer; line: PurchaseLine; currency: string }) {
  const { t } = useTranslation('purchases')
  const words = usePurchaseWords()
  return (
    <>
      {answer.parts.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one answer never move
        <Status key={index} mark={partMarks[part.kind]}>
          {words.part(part, line.unit)}
        </Status>
      ))}
      {answer.unitPrice ? (
        <span className="text-sm">{t('part.price', { price: words.price(answer.unitPrice, currency, line.priceBase) })}</span>
      ) : null}
      {answer.reason ? <span className="text-ink-2 text-sm">{answer.reason}</span> : null}
    </>
  )
}
