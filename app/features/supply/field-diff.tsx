/* The fields of a proposal side by side: what is live, what is proposed, and what was decided. */
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiffRow } from '~/ui/diff'
import { DiffList, DiffText } from '~/ui/diff'
import { useReader } from '~/ui/reader'
import { Status } from '~/ui/status'
import { fullDate } from '~/ui/when-text'
import { itemHref, staffItemHref } from './item-href'
import { ItemPicture } from './item-picture'
import type { FieldView } from './proposal.queries.server'
import { useSupplyWords } from './supply-words'

type Props = {
  fields: readonly FieldView[]
  /** Of an undecided field: what stands in the last column; without it, that nothing is decided yet. */
  decide?: ((field: FieldView, index: number) => ReactNode) | undefined
  staff: boolean
  /** Code of the company whose items they are. */
  account: string
}

export function FieldDiff({ fields, decide, staff, account }: Props) {
  const { t } = useTranslation('supply')
  const side = useSides(staff)
  const rows = fields.map(
    (one, index): DiffRow => ({
      key: String(one.position),
      field: t(`field.${one.field}`),
      small: (
        <>
          <a href={staff ? staffItemHref(one.item.sku, account) : itemHref(one.item.sku, account)}>{one.item.sku}</a>
          {one.price && variantText(one.price) ? ` · ${variantText(one.price)}` : null}
        </>
      ),
      ...side(one),
      end: one.decision ? <Decision field={one} /> : (decide?.(one, index) ?? <p className="quiet">{t('proposal.undecided')}</p>),
      refused: one.decision === 'refused',
    }),
  )
  return (
    <DiffList heads={[t('proposal.fields'), t('proposal.live'), t('proposal.proposed'), t('proposal.decision')]} rows={rows} />
  )
}

const variantText = ({ list, breakQuantity }: { list: string; breakQuantity: string }) =>
  [list === 'standard' ? null : list, breakQuantity === '1' ? null : `≥ ${breakQuantity}`].filter(Boolean).join(' ') || null

function useSides(staff: boolean) {
  const { t } = useTranslation('supply')
  const { locale } = useReader()
  const words = useSupplyWords()
  const value = (one: FieldView, said: FieldView['live']) => words.value(one.field, said, one.price)
  const warningsOf = (one: FieldView): NonNullable<DiffRow['warnings']> => {
    if (one.decision || !staff) return []
    const second = one.firstBy?.me ? t('decide.firstMe') : one.firstBy ? t('decide.firstOther', { name: one.firstBy.name }) : null
    return [
      ...(one.conflict ? [{ tone: 'bad' as const, text: t('decide.conflict', { base: value(one, one.base) }) }] : []),
      ...(one.needsTwo ? [{ tone: 'warn' as const, text: second ?? t('decide.needsTwo') }] : []),
    ]
  }
  const rise = (one: FieldView) => {
    const percent = one.price?.rise
    if (!percent) return null
    return <span className="text-ink-3"> {t(percent.startsWith('-') ? 'proposal.fall' : 'proposal.rise', { percent })}</span>
  }
  /** Only where it is another one: mostly nothing has moved since, and a conflict says it by itself. */
  const baseOf = (one: FieldView) =>
    value(one, one.base) === value(one, one.live) || one.field === 'image' || (staff && one.conflict && !one.decision) ? null : (
      <span className="block text-sm text-ink-2">{t('proposal.base', { base: value(one, one.base) })}</span>
    )
  const pictureOf = (one: FieldView, key: FieldView['live']) =>
    one.field === 'image' && key ? <ItemPicture imageKey={key} title={one.item.title} /> : null
  return (one: FieldView): Pick<DiffRow, 'before' | 'after' | 'warnings'> => ({
    before: (
      <>
        {one.diff ? <DiffText parts={one.diff} side="before" /> : (pictureOf(one, one.live) ?? <del>{value(one, one.live)}</del>)}
        {baseOf(one)}
      </>
    ),
    after: (
      <>
        {one.diff ? (
          <DiffText parts={one.diff} side="after" />
        ) : (
          (pictureOf(one, one.proposed) ?? <ins>{value(one, one.proposed)}</ins>)
        )}
        {rise(one)}
        {one.from ? (
          <span className="block text-sm text-ink-2">{t('proposal.from', { day: fullDate(locale, one.from) })}</span>
        ) : null}
      </>
    ),
    warnings: warningsOf(one),
  })
}

function Decision({ field }: { field: FieldView }) {
  const { t } = useTranslation('supply')
  return (
    <>
      <Status mark={field.decision === 'approved' ? 't4' : 'stop'}>{t(`decision.${field.decision ?? 'refused'}`)}</Status>
      {field.reason ? <p className="mt-1 text-sm">{field.reason}</p> : null}
      {field.decidedBy ? <p className="text-sm text-ink-3">{t('decide.by', { name: field.decidedBy })}</p> : null}
    </>
  )
}
