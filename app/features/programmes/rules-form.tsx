/* The rules of a version as fields: the same for a new programme and for another version. */
import { useTranslation } from 'react-i18next'
import { CheckField, ChoiceField, SelectField, TextAreaField, TextField } from '~/ui/field'
import { FieldStack } from '~/ui/form'
import { Section } from '~/ui/page-head'
import type { FieldProps } from '~/ui/problems'
import { writeNumber } from '~/values/typed-number'
import { useRuleNames } from './field-names'
import type { Rules } from './rule-words'
import { bandRows, ladders, measures, outsides, periodKinds, rewards } from './rule-words'

export type RulesFormProps = { field: (name: string, value?: string | null) => FieldProps; rules: Rules | null }

/** A stored number, as the field takes it again. */
const written = (value: string | null | undefined): string | null => (value == null ? null : writeNumber(value))

export function RulesFields({ field, rules }: RulesFormProps) {
  return (
    <>
      <KindFields field={field} rules={rules} />
      <BandFields field={field} rules={rules} />
      <GoodsFields field={field} rules={rules} />
      <LimitFields field={field} rules={rules} />
    </>
  )
}

function KindFields({ field, rules }: RulesFormProps) {
  const { t } = useTranslation('programmes')
  const names = useRuleNames()
  return (
    <>
      <SelectField
        label={names.period}
        choices={periodKinds.map((value) => ({ value, label: t(`periods.${value}`) }))}
        required
        {...field('period', rules?.period ?? 'quarter')}
      />
      <TextField
        label={names.year_starts}
        hint={t('edit.yearStartsHint')}
        type="number"
        min={1}
        max={12}
        required
        {...field('year_starts', String(rules?.yearStarts ?? 1))}
      />
      <ChoiceField
        label={names.ladder}
        choices={ladders.map((value) => ({ value, label: t(`ladders.${value}`) }))}
        required
        {...field('ladder', rules?.ladder ?? 'retrospective')}
      />
      <SelectField
        label={names.measure}
        choices={measures.map((value) => ({ value, label: t(`measures.${value}`) }))}
        required
        {...field('measure', rules?.measure ?? 'value')}
      />
      <SelectField
        label={names.reward}
        choices={rewards.map((value) => ({ value, label: t(`rewards.${value}`) }))}
        required
        {...field('reward', rules?.reward ?? 'percent')}
      />
      <TextField label={names.unit} hint={t('edit.unitHint')} maxLength={3} optional {...field('unit', rules?.unit)} />
    </>
  )
}

function BandFields({ field, rules }: RulesFormProps) {
  const { t } = useTranslation('programmes')
  const names = useRuleNames()
  const rows = Array.from({ length: bandRows }, (_, index) => index + 1)
  return (
    <Section title={t('edit.bands')} note={t('edit.bandsNote')}>
      <FieldStack>
        {rows.map((row) => (
          <div className="grid grid-cols-2 gap-3" key={row}>
            <TextField
              label={names[`from_${row}`]}
              inputMode="decimal"
              numeric
              optional={row > 1}
              {...field(`from_${row}`, written(rules?.bands[row - 1]?.from) ?? (row === 1 ? '0' : null))}
            />
            <TextField
              label={names[`rate_${row}`]}
              inputMode="decimal"
              numeric
              optional={row > 1}
              {...field(`rate_${row}`, written(rules?.bands[row - 1]?.rate) ?? (row === 1 ? '0' : null))}
            />
          </div>
        ))}
      </FieldStack>
    </Section>
  )
}

function GoodsFields({ field, rules }: RulesFormProps) {
  const { t } = useTranslation('programmes')
  const names = useRuleNames()
  const list = (words: readonly string[] | undefined) => words?.join(', ') ?? ''
  return (
    <Section title={t('edit.goods')} note={t('edit.goodsNote')}>
      <FieldStack>
        <TextAreaField
          label={names.target_categories}
          rows={2}
          optional
          {...field('target_categories', list(rules?.target.categories))}
        />
        <TextAreaField label={names.target_skus} rows={2} optional {...field('target_skus', list(rules?.target.skus))} />
        <TextAreaField
          label={names.earning_categories}
          hint={t('edit.earningHint')}
          rows={2}
          optional
          {...field('earning_categories', list(rules?.earning?.categories))}
        />
        <TextAreaField label={names.earning_skus} rows={2} optional {...field('earning_skus', list(rules?.earning?.skus))} />
        <SelectField
          label={names.outside}
          hint={t('edit.outsideHint')}
          choices={outsides.map((value) => ({ value, label: t(`outsides.${value}`) }))}
          required
          {...field('outside', rules?.outside ?? 'count')}
        />
      </FieldStack>
    </Section>
  )
}

function LimitFields({ field, rules }: RulesFormProps) {
  const { t } = useTranslation('programmes')
  const names = useRuleNames()
  const { defaultValue, ...prorated } = field('prorated', rules?.prorated ? 'on' : '')
  return (
    <>
      <TextField label={names.floor} inputMode="decimal" numeric optional {...field('floor', written(rules?.floor))} />
      <TextField label={names.cap} inputMode="decimal" numeric optional {...field('cap', written(rules?.cap))} />
      <CheckField
        label={names.prorated}
        hint={t('edit.proratedHint')}
        defaultChecked={defaultValue === 'on'}
        value="on"
        {...prorated}
      />
      <TextField label={names.note} hint={t('edit.noteHint')} maxLength={300} optional {...field('note')} />
    </>
  )
}
