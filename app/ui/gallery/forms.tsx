/* Fields, choices, a form that came back with problems. */
import { Button } from '../button'
import { CheckField, ChoiceField, DateField, SelectField, TextAreaField, TextField } from '../field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '../form'
import { Sample, useSample } from './sample'

export function Fields() {
  const t = useSample()
  return (
    <Sample name="fields">
      <FieldStack>
        <TextField label={t('fields.po')} optional hint={t('fields.poHint')} defaultValue="7700-2318" />
        <TextField label={t('fields.date')} defaultValue="31 June" error={t('fields.dateError')} />
        <DateField label={t('fields.date')} defaultValue="2026-06-30" />
        <TextField label={t('fields.amount')} prefix="EUR" numeric inputMode="decimal" defaultValue="1,204.50" />
        <TextField label={t('fields.weight')} suffix="kg" numeric inputMode="decimal" defaultValue="412.0" />
        <SelectField
          label={t('fields.shipTo')}
          empty={t('fields.choose')}
          defaultValue="1"
          choices={[
            { value: '1', label: t('fields.address') },
            { value: '2', label: t('fields.address2') },
          ]}
        />
        <TextAreaField label={t('fields.message')} optional />
        <TextField label={t('fields.readonly')} readOnly defaultValue="SO-48102" />
      </FieldStack>
    </Sample>
  )
}

export function Choices() {
  const t = useSample()
  return (
    <Sample name="choices">
      <FieldStack>
        <CheckField label={t('fields.ready')} hint={t('fields.readyHint')} defaultChecked />
        <ChoiceField
          name="pay"
          label={t('fields.pay')}
          defaultValue="bank"
          choices={[
            { value: 'bank', label: t('fields.bank') },
            { value: 'card', label: t('fields.card'), hint: t('fields.cardHint') },
          ]}
        />
        <CheckField toggle label={t('fields.mail')} defaultChecked />
        <CheckField label={t('fields.terms')} error={t('fields.termsError')} />
      </FieldStack>
    </Sample>
  )
}

export function FormThatCameBack() {
  const t = useSample()
  return (
    <Sample name="form">
      <form action="/dev/ui" method="get">
        <ErrorSummary
          focus={false}
          general={[t('fields.general')]}
          problems={[
            { id: 'sample-date', text: t('fields.dateError') },
            { id: 'sample-password', text: t('fields.passwordError') },
          ]}
        />
        <FormGuards version={3} />
        <FieldStack>
          <TextField id="sample-date" label={t('fields.date')} defaultValue="31 June" error={t('fields.dateError')} />
          <TextField
            id="sample-password"
            type="password"
            autoComplete="off"
            label={t('fields.password')}
            aside={<a href="#form">{t('fields.forgot')}</a>}
            error={t('fields.passwordError')}
          />
        </FieldStack>
        <FormActions>
          <Button tone="primary">{t('fields.save')}</Button>
          <Button tone="ghost">{t('buttons.cancel')}</Button>
        </FormActions>
      </form>
    </Sample>
  )
}
