/* A supplier's answer to the lines of one page. Each line is answered as ordered, otherwise, or not now; a page of its own, so that
   it works without JavaScript: the fields of "otherwise" show by the choice alone. */
import { Form, useLocation } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { ChoiceField, DateField, SelectField, TextAreaField, TextField } from '~/ui/field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Notice } from '~/ui/notice'
import { Breadcrumb, PageHead } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { Card } from '~/ui/record'
import { withoutIdleZeros } from '~/values/zero'
import type { Tolerance } from './acknowledgement'
import type { PurchaseLine, PurchaseView } from './purchase.queries.server'
import { LinePager } from './purchase-view'
import { LineSaid, usePurchaseWords } from './purchase-words'

export type AnswerFormProps = {
  purchase: PurchaseView
  tolerance: Tolerance
  host: string
  formKey: string
  back: string
  answer: Answer
}

/** What was typed for a line, by its number: the page may have other lines by now. */
type Typed = {
  line?: string
  how?: string
  parts?: { kind?: string; quantity?: string; due_on?: string }[]
  refused?: string
  reason?: string
  unit_price?: string
}
function typedOf(answer: Answer): ReadonlyMap<string, Typed> | null {
  if (!answer?.problems) return null
  const given = answer.problems.initialValue?.lines
  const all = Array.isArray(given) ? (given as Typed[]) : []
  return new Map(all.map((one) => [String(one.line), one]))
}

export function AnswerForm({ purchase, tolerance, host, formKey, back, answer }: AnswerFormProps) {
  const { t } = useTranslation('purchases')
  const { field, problems, general } = useFields(answer)
  const typed = typedOf(answer)
  const { pathname, search } = useLocation()
  const { days, quantityPercent: quantity, pricePercent: price } = tolerance
  return (
    <>
      <PageHead
        above={
          <Breadcrumb
            crumbs={[
              { href: '/supplier/purchase-orders', label: t('title') },
              { href: back, label: purchase.number },
              { label: t('columns.answer') },
            ]}
          />
        }
        title={t('answer.title', { number: purchase.number })}
        lead={t(quantity + price === 0 ? 'answer.rulesStrict' : 'answer.rules', { days, quantity, price, host })}
      />
      <Form method="post" noValidate className="max-w-160">
        <FormGuards idempotencyKey={formKey} version={purchase.version} />
        <input type="hidden" name="seen" value={purchase.seen} />
        <FieldStack>
          <ErrorSummary problems={problems} general={general} />
          {purchase.state === 'waiting' ? <Notice tone="info">{t('record.nextWaiting', { host })}</Notice> : null}
          {purchase.lines.map((line, index) => (
            <AnswerLine
              key={line.lineNo}
              name={`lines[${index}]`}
              errorOf={(path) => field(path).error}
              typed={typed && (typed.get(String(line.lineNo)) ?? {})}
              line={line}
              purchase={purchase}
            />
          ))}
          <TextAreaField label={t('answer.note', { host })} rows={2} maxLength={500} optional {...field('note')} />
          <FormActions>
            <SubmitButton>{t('answer.do')}</SubmitButton>
            <ButtonLink tone="ghost" href={back}>
              {t('answer.cancel')}
            </ButtonLink>
          </FormActions>
        </FieldStack>
      </Form>
      <LinePager purchase={purchase} path={pathname} search={search} />
    </>
  )
}

type LineProps = {
  name: string
  errorOf: (path: string) => string[] | undefined
  /** Null where the form was not sent yet. */
  typed: Typed | null
  line: PurchaseLine
  purchase: PurchaseView
}

function AnswerLine({ name, errorOf, typed, line, purchase }: LineProps) {
  const { t } = useTranslation('purchases')
  const words = usePurchaseWords()
  const wanted = t('answer.wanted', {
    quantity: words.quantity(line.quantity, line.unit),
    day: words.day(line.wantedOn),
    price: words.price(line.unitPrice, purchase.currency, line.priceBase),
  })
  const how = `${name}.how`
  return (
    <Card
      head={
        <div>
          <b>{line.sku}</b> <span className="text-ink-2">{line.description}</span>
        </div>
      }
    >
      <div className="group grid gap-4">
        <input type="hidden" name={`${name}.line`} value={line.lineNo} />
        <p className="text-sm">{wanted}</p>
        <LineSaid line={line} currency={purchase.currency} cancelled={false} />
        <ChoiceField
          id={how}
          name={how}
          label={t('answer.line', { line: line.lineNo })}
          defaultValue={typed?.how ?? ''}
          error={errorOf(how)}
          choices={[
            { value: '', label: t('answer.later') },
            { value: 'as_ordered', label: t('answer.asOrdered'), disabled: line.wantedOn < purchase.today },
            { value: 'otherwise', label: t('answer.otherwise'), hint: t('answer.otherwiseHint') },
          ]}
        />
        <div className="hidden gap-4 group-has-[[value=otherwise]:checked]:grid">
          <Otherwise {...{ name, errorOf, typed, line, purchase }} />
        </div>
      </div>
    </Card>
  )
}

const fewestParts = 3

/** What a line is filled with: what stands of it, or else everything on the wanted day. */
function filledFrom(line: PurchaseLine, today: string): Typed {
  const standing = line.standing?.parts.filter((part) => part.kind !== 'refused') ?? []
  const refused = line.standing?.parts.find((part) => part.kind === 'refused')
  const asOrdered = {
    kind: 'confirmed',
    quantity: withoutIdleZeros(line.share.open),
    due_on: line.wantedOn < today ? '' : line.wantedOn,
  }
  return {
    parts: line.standing
      ? standing.map(({ kind, quantity, on }) => ({ kind, quantity: withoutIdleZeros(quantity), due_on: on ?? '' }))
      : [asOrdered],
    refused: refused ? withoutIdleZeros(refused.quantity) : '',
    reason: line.standing?.reason ?? '',
    unit_price: line.standing?.unitPrice ?? '',
  }
}

function Otherwise({ name, errorOf, typed, line, purchase }: LineProps) {
  const { t } = useTranslation('purchases')
  const words = usePurchaseWords()
  const filled = typed ?? filledFrom(line, purchase.today)
  const parts = filled.parts ?? []
  const count = Math.max(fewestParts, parts.length + 1)
  const part = (index: number) => (
    <PartFields key={index} name={`${name}.parts[${index}]`} part={parts[index] ?? {}} errorOf={errorOf} today={purchase.today} />
  )
  const rest = Array.from({ length: count - 1 }, (_, index) => index + 1)
  const wrong = (paths: readonly string[]) => paths.some((path) => (errorOf(`${name}.${path}`) ?? []).length > 0)
  const split = parts.length > 1 || wrong(rest.flatMap((index) => [`parts[${index}].quantity`, `parts[${index}].due_on`]))
  const other = Boolean(filled.refused || filled.reason || filled.unit_price) || wrong(['refused', 'reason', 'unit_price'])
  const text = (field: 'refused' | 'reason' | 'unit_price') => {
    const id = `${name}.${field}`
    return { id, name: id, defaultValue: filled[field] ?? '', error: errorOf(id) }
  }
  return (
    <>
      {part(0)}
      <details open={split}>
        <summary className="cursor-pointer text-accent-ink">{t('answer.split')}</summary>
        <div className="mt-3 grid gap-4">{rest.map(part)}</div>
      </details>
      <details open={other}>
        <summary className="cursor-pointer text-accent-ink">{t('answer.more')}</summary>
        <div className="mt-3 grid gap-4">
          <TextField label={t('answer.refusedLabel')} inputMode="decimal" numeric {...text('refused')} />
          <TextField label={t('answer.reasonLabel')} maxLength={300} {...text('reason')} />
          <TextField
            label={t('answer.priceLabel')}
            hint={t('answer.priceHint', { price: words.price(line.unitPrice, purchase.currency, line.priceBase) })}
            inputMode="decimal"
            numeric
            {...text('unit_price')}
          />
        </div>
      </details>
    </>
  )
}

type PartProps = {
  name: string
  part: { kind?: string; quantity?: string; due_on?: string }
  errorOf: LineProps['errorOf']
  today: string
}

function PartFields({ name, part, errorOf, today }: PartProps) {
  const { t } = useTranslation('purchases')
  const of = (field: 'kind' | 'quantity' | 'due_on') => {
    const id = `${name}.${field}`
    return { id, name: id, defaultValue: part[field] ?? '', error: errorOf(id) }
  }
  return (
    <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      <TextField label={t('answer.quantityLabel')} inputMode="decimal" numeric {...of('quantity')} />
      <DateField label={t('answer.dayLabel')} min={today} {...of('due_on')} />
      <SelectField
        label={t('answer.kindLabel')}
        choices={(['confirmed', 'backordered'] as const).map((value) => ({ value, label: t(`kind.${value}`) }))}
        {...of('kind')}
        defaultValue={part.kind ?? 'confirmed'}
      />
    </div>
  )
}
