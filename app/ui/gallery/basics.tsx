/* Colour, type, buttons, statuses, small parts, numbers. */
import { Download, Ellipsis, MessageSquare } from 'lucide-react'
import { Avatar } from '../avatar'
import { Button, ButtonLink } from '../button'
import { Kbd } from '../kbd'
import { Money, UnitPrice } from '../money'
import { Quantity, useUnitName } from '../quantity'
import { Slip, Status, Tag } from '../status'
import { DataTable } from '../table'
import { Day, When } from '../when'
import { Row, Sample, Stack, useDays, useSample } from './sample'

const colours = [
  ['canvas', 'bg-canvas'],
  ['surface', 'bg-surface'],
  ['sunken', 'bg-sunken'],
  ['raised', 'bg-raised'],
  ['hover', 'bg-hover'],
  ['line', 'bg-line'],
  ['line-strong', 'bg-line-strong'],
  ['control', 'bg-control'],
  ['ink', 'bg-ink'],
  ['ink-2', 'bg-ink-2'],
  ['ink-3', 'bg-ink-3'],
  ['accent', 'bg-accent'],
  ['accent-tint', 'bg-accent-tint'],
  ['positive', 'bg-positive-solid'],
  ['tint', 'bg-positive-tint'],
  ['caution', 'bg-caution-solid'],
  ['tint', 'bg-caution-tint'],
  ['critical', 'bg-critical-solid'],
  ['tint', 'bg-critical-tint'],
  ['info', 'bg-info-solid'],
  ['tint', 'bg-info-tint'],
] as const

export function Colours() {
  return (
    <Sample name="colour">
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(84px,1fr))] gap-2 text-2xs text-ink-2">
        {colours.map(([name, paint]) => (
          <li key={paint}>
            <span className={`mb-0.5 block h-8.5 rounded-sm inset-ring inset-ring-line ${paint}`} />
            {name}
          </li>
        ))}
      </ul>
    </Sample>
  )
}

export function Type() {
  const t = useSample()
  return (
    <Sample name="type">
      <p className="text-2xl font-[620] tracking-[-0.024em]">{t('type.answer')}</p>
      <p className="text-xl font-[620] tracking-[-0.021em]">{t('type.title')}</p>
      <p className="text-md font-semibold">{t('type.section')}</p>
      <p className="text-md">{t('type.prose')}</p>
      <p className="tabular-nums">{t('type.table')}</p>
      <p className="text-sm text-ink-2">{t('type.small')}</p>
      <p className="text-xs text-ink-3">{t('type.label')}</p>
    </Sample>
  )
}

export function Buttons() {
  const t = useSample()
  const download = <Download className="icon" aria-hidden="true" />
  return (
    <Sample name="buttons">
      <Stack>
        <Row>
          <Button tone="primary">{t('buttons.pay')}</Button>
          <ButtonLink href="#buttons" icon={download}>
            {t('buttons.download')}
          </ButtonLink>
          <Button tone="ghost">{t('buttons.cancel')}</Button>
          <Button tone="danger">{t('buttons.void')}</Button>
        </Row>
        <Row>
          <Button tone="primary" busy>
            {t('buttons.busy')}
          </Button>
          <Button disabled>{t('buttons.off')}</Button>
          <Button size="small">{t('buttons.small')}</Button>
          <Button
            size="small"
            iconOnly
            aria-label={t('buttons.more')}
            icon={<Ellipsis className="icon icon-s" aria-hidden="true" />}
          />
          <Button iconOnly aria-label={t('buttons.download')} icon={download} />
          <Kbd>Ctrl K</Kbd>
        </Row>
        <Button size="large" wide icon={<MessageSquare className="icon" aria-hidden="true" />}>
          {t('buttons.wide')}
        </Button>
      </Stack>
    </Sample>
  )
}

export function Statuses() {
  const t = useSample()
  return (
    <Sample name="status">
      <Stack>
        <Row>
          <Status mark="t0">{t('states.placed')}</Status>
          <Status mark="t1">{t('states.confirmed')}</Status>
          <Status mark="t2">{t('states.packed')}</Status>
          <Status mark="t3">{t('states.shipped')}</Status>
          <Status mark="t4">{t('states.delivered')}</Status>
          <Status mark="you">{t('states.approval')}</Status>
          <Status mark="pause" tone="warn">
            {t('states.backordered')}
          </Status>
          <Status mark="pause">{t('states.hold')}</Status>
          <Status mark="return">{t('states.returned')}</Status>
          <Status mark="off">{t('states.cancelled')}</Status>
          <Status mark="stop">{t('states.stopped')}</Status>
          <Status mark="plan">{t('states.scheduled')}</Status>
          <Status mark="clock">{t('states.scheduled')}</Status>
        </Row>
        <Row>
          <Status pill mark="t0">
            {t('states.placed')}
          </Status>
          <Status pill mark="t3">
            {t('states.shipped')}
          </Status>
          <Status pill mark="t4">
            {t('states.delivered')}
          </Status>
          <Status pill mark="late">
            {t('states.late')}
          </Status>
          <Status pill mark="stop">
            {t('states.over')}
          </Status>
          <Status pill mark="info">
            {t('states.scheduled')}
          </Status>
        </Row>
        <Row>
          <Slip>{t('states.late')}</Slip>
          <Slip tone="bad">{t('states.over')}</Slip>
          <Slip tone="ok" mark="check">
            {t('states.early')}
          </Slip>
        </Row>
        <p className="text-sm text-ink-2">{t('states.note')}</p>
      </Stack>
    </Sample>
  )
}

export function SmallParts() {
  const t = useSample()
  return (
    <Sample name="small">
      <Row>
        <Avatar name="Ines Koster" alone />
        <Avatar name="王小明" alone size="large" />
        <Avatar name="Brackwater Supply" kind="company" alone />
        <Avatar name="Fairlead Fittings" kind="host" alone />
        <Avatar name="Quayside" kind="system" alone />
        <Avatar name="" kind="nobody" />
        <Tag>{t('small.claim')}</Tag>
        <Tag accent>{t('small.writing')}</Tag>
        <Kbd>J</Kbd>
      </Row>
    </Sample>
  )
}

export function Numbers() {
  const t = useSample()
  const unit = useUnitName()
  const { day, instant } = useDays()
  const rows = [
    { key: 'money', shown: <Money amount="46180.5" currency="EUR" /> },
    { key: 'yen', shown: <Money amount="1284750" currency="JPY" /> },
    { key: 'dinar', shown: <Money amount="12.345" currency="KWD" /> },
    { key: 'credit', shown: <Money amount="-504.5" currency="EUR" /> },
    { key: 'unit', shown: <UnitPrice amount="2.4575" currency="EUR" base="100" /> },
    { key: 'quantity', shown: <Quantity value="12.500000" unit={unit('KGM')} /> },
    { key: 'today', shown: <Day on={day(0)} /> },
    { key: 'soon', shown: <Day on={day(9)} /> },
    { key: 'far', shown: <Day on={day(-40)} /> },
    { key: 'otherYear', shown: <Day on={day(-500)} /> },
    { key: 'instant', shown: <When at={instant(-1)} /> },
  ]
  return (
    <Sample name="numbers">
      <DataTable
        caption={t('sections.numbers')}
        rows={rows}
        keyOf={(row) => row.key}
        columns={[
          { key: 'what', head: t('numbers.what'), cell: (row) => t(`numbers.${row.key}`), place: 1 },
          { key: 'shown', head: t('numbers.shown'), numeric: true, cell: (row) => row.shown, place: 2 },
        ]}
      />
    </Sample>
  )
}
