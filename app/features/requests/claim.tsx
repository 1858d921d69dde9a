import { useTranslation } from 'react-i18next'
import { TextField } from '~/ui/field'
import { Section } from '~/ui/page-head'
import type { FieldProps } from '~/ui/problems'
import { Quantity, useUnitName } from '~/ui/quantity'
import { CardOnly, DataTable } from '~/ui/table'
import type { ClaimableLine } from './claim.server'
import type { RequestRecord } from './request.queries.server'

/** How many of each line are short or damaged; fields of the form for a new request. */
export function ClaimFields({ lines, field }: { lines: readonly ClaimableLine[]; field: (name: string) => FieldProps }) {
  const { t } = useTranslation('requests')
  const unit = useUnitName()
  return (
    <fieldset className="field">
      <legend>{t('claim.title')}</legend>
      <p className="hint">{t('claim.hint')}</p>
      <ol className="grid gap-4">
        {lines.map((line) => (
          <li key={line.line_no} className="grid gap-3 rounded-lg border border-line p-3">
            <p className="text-sm">
              <b>{t('claim.line', { line: line.line_no })}</b> {line.sku} · {line.description} ·{' '}
              <Quantity value={line.quantity} unit={unit(line.unit)} />
            </p>
            <div className="grid grid-cols-2 gap-3">
              <TextField label={t('claim.short')} inputMode="decimal" numeric {...field(`short_${line.line_no}`)} />
              <TextField label={t('claim.damaged')} inputMode="decimal" numeric {...field(`damaged_${line.line_no}`)} />
            </div>
            <TextField label={t('claim.reason')} optional maxLength={300} {...field(`reason_${line.line_no}`)} />
          </li>
        ))}
      </ol>
    </fieldset>
  )
}

/** What was claimed, on the record. */
export function Claim({ claim }: { claim: RequestRecord['claim'] }) {
  const { t } = useTranslation('requests')
  const unit = useUnitName()
  if (claim.length === 0) return null
  return (
    <Section title={t('claim.record')}>
      <DataTable
        caption={t('claim.record')}
        rows={claim}
        keyOf={(line) => String(line.line_no)}
        columns={[
          { key: 'line', head: t('claim.lineHead'), cell: (line) => <LineNumber line={line.line_no} />, place: 1 },
          { key: 'what', head: t('claim.what'), cell: (line) => `${line.sku} · ${line.description}`, place: 5 },
          {
            key: 'short',
            head: t('claim.short'),
            cell: (line) => <Quantity value={line.short_quantity} unit={unit(line.unit)} />,
            numeric: true,
            place: 3,
            cardLabel: t('claim.short'),
          },
          {
            key: 'damaged',
            head: t('claim.damaged'),
            cell: (line) => <Quantity value={line.damaged_quantity} unit={unit(line.unit)} />,
            numeric: true,
            place: 4,
            cardLabel: t('claim.damaged'),
          },
          { key: 'reason', head: t('claim.reason'), cell: (line) => line.reason, place: 6 },
        ]}
      />
    </Section>
  )
}

/** In a table its head names it; on a card it names itself. */
function LineNumber({ line }: { line: number }) {
  const { t } = useTranslation('requests')
  return (
    <>
      <CardOnly>{t('claim.lineHead')} </CardOnly>
      {line}
    </>
  )
}
