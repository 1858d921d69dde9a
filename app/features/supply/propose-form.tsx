/* A supplier's form for one item: everything as it is live, to be changed. A page of its own, so that it works without JavaScript. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { acceptedPictures, mostBytes } from '~/features/files/file'
import { ButtonLink, SubmitButton } from '~/ui/button'
import { CheckField, DateField, SelectField, TextAreaField, TextField } from '~/ui/field'
import { FileField } from '~/ui/file-field'
import { ErrorSummary, FieldStack, FormActions, FormGuards } from '~/ui/form'
import { Breadcrumb, PageHead, Section } from '~/ui/page-head'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import { useReader } from '~/ui/reader'
import { fullDate } from '~/ui/when-text'
import type { ItemToPropose } from './item.queries.server'
import { ItemPicture } from './item-picture'
import { availabilities } from './proposal'
import { useSupplyWords } from './supply-words'

type Props = { item: ItemToPropose; host: string; formKey: string; back: string; answer: Answer }

export function ProposeForm({ item, host, formKey, back, answer }: Props) {
  const { t } = useTranslation('supply')
  const { field, problems, general } = useFields(answer)
  const crumbs = [
    { href: '/supplier/catalog', label: t('catalog.title') },
    { href: back, label: item.sku },
    { label: t('catalog.propose') },
  ]
  return (
    <>
      <PageHead
        above={<Breadcrumb crumbs={crumbs} />}
        title={t('form.title', { sku: item.sku })}
        lead={t('form.lead', { host })}
      />
      <Form method="post" encType="multipart/form-data" noValidate className="max-w-160">
        <FormGuards idempotencyKey={formKey} version={item.version} />
        <ErrorSummary problems={problems} general={general} />
        <Section title={t('form.values')}>
          <Values item={item} field={field} answer={answer} />
        </Section>
        <PictureFields item={item} field={field} answer={answer} />
        <PriceFields item={item} field={field} />
        <FieldStack>
          <TextAreaField
            label={t('form.note', { host })}
            hint={t('form.noteHint')}
            rows={3}
            maxLength={500}
            optional
            {...field('note')}
          />
        </FieldStack>
        <FormActions>
          <SubmitButton name="do" value="submit">
            {t('form.submit')}
          </SubmitButton>
          <SubmitButton name="do" value="draft" tone={undefined}>
            {t('form.draft')}
          </SubmitButton>
          <ButtonLink tone="ghost" href={back}>
            {t('form.cancel')}
          </ButtonLink>
        </FormActions>
      </Form>
    </>
  )
}

type Fields = { item: ItemToPropose; field: ReturnType<typeof useFields>['field'] }

function Values({ item, field, answer }: Fields & { answer: Answer }) {
  const { t } = useTranslation('supply')
  const { values } = item
  const typed = answer?.problems?.initialValue
  const gone = typed ? typed.discontinued === '1' : values.discontinued === '1'
  return (
    <FieldStack>
      <TextField label={t('field.title_en')} maxLength={200} {...field('title_en', values.title_en)} />
      <TextField label={t('field.title_zh')} maxLength={200} lang="zh-CN" {...field('title_zh', values.title_zh)} />
      <TextAreaField label={t('field.description_en')} maxLength={2000} {...field('description_en', values.description_en)} />
      <TextAreaField
        label={t('field.description_zh')}
        maxLength={2000}
        lang="zh-CN"
        {...field('description_zh', values.description_zh)}
      />
      <TextField label={t('field.unit')} hint={t('form.unitHint')} maxLength={3} {...field('unit', values.unit)} />
      <TextField label={t('field.weight_kg')} inputMode="decimal" {...field('weight_kg', values.weight_kg)} />
      <TextField label={t('field.lead_time_days')} inputMode="numeric" {...field('lead_time_days', values.lead_time_days)} />
      <SelectField
        label={t('field.availability')}
        choices={availabilities.map((value) => ({ value, label: t(`availability.${value}`) }))}
        {...field('availability', values.availability)}
      />
      <CheckField id="discontinued" name="discontinued" value="1" label={t('form.isDiscontinued')} defaultChecked={gone} />
    </FieldStack>
  )
}

function PictureFields({ item, field, answer }: Fields & { answer: Answer }) {
  const { t } = useTranslation('supply')
  const { defaultValue: _, ...image } = field('image')
  const live = item.values.image
  return (
    <Section title={t('field.image')}>
      <FieldStack>
        {live ? <ItemPicture imageKey={live} title={item.values.title_en ?? item.values.title_zh ?? item.sku} /> : null}
        <FileField
          {...image}
          most={mostBytes}
          accept={acceptedPictures}
          label={t('form.image')}
          hint={t('form.imageHint', { size: mostBytes / 1_048_576 })}
          optional
        />
        {live ? (
          <CheckField
            id="without_image"
            name="without_image"
            value="1"
            label={t('form.withoutImage')}
            defaultChecked={answer?.problems?.initialValue?.without_image === '1'}
          />
        ) : null}
      </FieldStack>
    </Section>
  )
}

function PriceFields({ item, field }: Fields) {
  const { t } = useTranslation('supply')
  const { locale } = useReader()
  const words = useSupplyWords()
  const [first] = item.prices
  const variantOf = (one: ItemToPropose['prices'][number]) => {
    const name = t('form.variantOf', { list: one.list, quantity: one.breakQuantity, currency: one.currency })
    return one.amount ? `${name}: ${words.price(one.amount, one.currency, one.base)}` : name
  }
  const now = first?.amount
    ? t('form.newPriceHint', { price: words.price(first.amount, first.currency, first.base) })
    : t('form.noPriceHint')
  return (
    <Section title={t('form.price')} note={t('form.priceNote', { day: fullDate(locale, item.earliest), count: item.notice })}>
      <FieldStack>
        {item.prices.length > 1 ? (
          <SelectField
            label={t('form.variant')}
            choices={item.prices.map((one) => ({ value: one.variant, label: variantOf(one) }))}
            {...field('variant', first?.variant)}
          />
        ) : null}
        <TextField
          label={t('form.newPrice')}
          hint={item.prices.length > 1 ? undefined : now}
          inputMode="decimal"
          optional
          {...field('price')}
        />
        <DateField
          label={t('form.validFrom')}
          hint={t('form.validFromHint')}
          min={item.earliest}
          optional
          {...field('valid_from')}
        />
      </FieldStack>
    </Section>
  )
}
