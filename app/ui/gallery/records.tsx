/* A record: head, strip, track, lines, timeline, events; and what stands on a home page. */

import { Ellipsis, MessageSquare, Receipt, Tag as TagIcon, UserPlus } from 'lucide-react'
import { Avatar } from '../avatar'
import { Button, ButtonLink, PrintButton } from '../button'
import { Events } from '../events'
import { Filled } from '../filled'
import { LateList } from '../late-list'
import { formatAmount, formatUnitPrice, Money } from '../money'
import { Contacts, News } from '../news'
import { Section } from '../page-head'
import { useReader } from '../reader'
import { Card, Cards, Columns, NumberBox, Pairs, RecordHead } from '../record'
import { Slip, Status } from '../status'
import { Strip } from '../strip'
import { CardOnly, DataTable, TwoLines } from '../table'
import { Timeline } from '../timeline'
import { Track } from '../track'
import { Week } from '../week'
import { Sample, useDays, useSample } from './sample'

export function RecordSample() {
  const t = useSample()
  const { day, instant } = useDays()
  const icon = 'icon'
  return (
    <Sample name="record" full>
      <RecordHead
        crumbs={[{ href: '#record', label: t('record.orders') }, { label: 'SO-48102' }]}
        title={<Filled text={t('record.title')} parts={{ n: <span className="no">SO-48102</span> }} />}
        statuses={
          <>
            <Status pill mark="t3">
              {t('states.part')}
            </Status>
            <Status pill mark="late">
              {t('states.late')}
            </Status>
          </>
        }
        facts={[
          { label: t('record.po'), value: <span className="no">7700-2291</span> },
          { label: t('record.by'), value: t('record.byValue') },
          { label: t('record.shipTo'), value: t('fields.address') },
          { label: t('record.total'), value: <Money amount="46180.5" currency="EUR" /> },
        ]}
        actions={
          <>
            <ButtonLink href="#record" icon={<MessageSquare className={icon} aria-hidden="true" />}>
              {t('record.ask')}
            </ButtonLink>
            <PrintButton />
            <Button iconOnly aria-label={t('buttons.more')} icon={<Ellipsis className={icon} aria-hidden="true" />} />
          </>
        }
      />
      <Strip
        waiting={[
          { name: t('record.you'), company: 'Brackwater Supply' },
          { name: 'Fairlead', company: 'Fairlead Fittings', kind: 'host' },
          { name: 'Marlin Line' },
        ]}
        end={t('record.until')}
        steps={[
          {
            mark: 't3',
            when: t('record.now'),
            text: t('record.nowText'),
            small: (
              <>
                {t('record.nowSmall')} <a href="#map">{t('record.follow')}</a>
              </>
            ),
          },
          { mark: 'plan', when: t('record.next'), text: t('record.nextText'), small: t('record.nextSmall') },
          { mark: 'you', when: t('record.yours'), text: t('record.yoursText'), small: t('record.yoursSmall'), you: true },
        ]}
      />
      <Columns
        side={
          <Timeline
            kinds={[
              { href: '?', label: t('record.all'), current: true },
              { href: '?kind=goods', label: t('record.goods') },
              { href: '?kind=money', label: t('record.money') },
            ]}
            entries={[
              { id: '0', at: null, planned: true, text: t('record.t0'), meta: t('record.t0meta') },
              {
                id: '1',
                at: instant(-20),
                icon: <MessageSquare className={icon} />,
                text: (
                  <>
                    {t('record.t1')}{' '}
                    <a className="no" href="#record">
                      RQ-20431
                    </a>
                  </>
                ),
                meta: 'Ines K.',
              },
              { id: '2', at: instant(-168), icon: <Receipt className={icon} />, text: t('record.t2') },
              { id: '3', at: instant(-170), mark: 't4', tone: 'ok', text: <b>{t('record.t3')}</b>, meta: t('record.t3meta') },
              { id: '4', at: instant(-312), mark: 'late', tone: 'warn', text: t('record.t4'), meta: t('record.t4meta') },
              { id: '5', at: instant(-790), mark: 't3', tone: 'go', text: t('record.t5') },
            ]}
          />
        }
      >
        <Section title={t('record.progress')} note={t('record.promise')}>
          <Track
            steps={[
              { key: 'placed', label: t('states.placed'), actual: day(-52), note: t('record.byInes') },
              { key: 'confirmed', label: t('states.confirmed'), actual: day(-51), promised: day(-50) },
              { key: 'packed', label: t('states.packed'), actual: day(-36), promised: day(-38) },
              { key: 'shipped', label: t('states.shipped'), actual: instant(-33 * 24), promised: day(-34) },
              { key: 'delivered', label: t('states.delivered'), expected: day(12), promised: day(7), lateDays: 5 },
            ]}
          />
        </Section>
        <Lines />
        <Section title={t('record.package')}>
          <Cards>
            {[1, 2].map((number) => (
              <Card
                key={number}
                head={
                  <>
                    <NumberBox>{number}</NumberBox>
                    <Status mark={number === 1 ? 't4' : 't3'}>{t(number === 1 ? 'states.delivered' : 'states.shipped')}</Status>
                  </>
                }
              >
                <Pairs
                  facts={[
                    { label: t('record.carrier'), value: 'Marlin Line, Sanderling 214W' },
                    {
                      label: t('record.tracking'),
                      value: (
                        <a className="no" href="#record">
                          MRLU 481 902 6
                        </a>
                      ),
                    },
                    { label: t('record.weight'), value: '638.5 kg' },
                  ]}
                />
              </Card>
            ))}
          </Cards>
        </Section>
      </Columns>
    </Sample>
  )
}

const lines = [
  {
    no: 1,
    item: 'actuator',
    sku: 'FA-080-24',
    ordered: '8',
    shipped: '8',
    delivered: '8',
    back: '',
    boxes: [1],
    price: '2450',
    net: '19600',
  },
  {
    no: 2,
    item: 'gasket',
    sku: 'FG-SH-15',
    ordered: '60',
    shipped: '20',
    delivered: '20',
    back: '40',
    boxes: [1, 2],
    price: '29.5',
    net: '1770',
  },
]

function Lines() {
  const t = useSample()
  const { locale } = useReader()
  const money = (amount: string) => formatAmount(locale, amount, 'EUR')
  return (
    <Section title={t('sections.lines')}>
      <DataTable
        caption={t('lines.caption')}
        rows={lines}
        keyOf={(line) => line.sku}
        columns={[
          { key: 'no', head: '#', cell: (line) => line.no, className: 'faint' },
          {
            key: 'item',
            head: t('lines.item'),
            place: 1,
            grow: true,
            cell: (line) => (
              <TwoLines small={line.sku}>
                <a href="#lines">{t(`lines.${line.item}`)}</a>
              </TwoLines>
            ),
          },
          {
            key: 'ordered',
            head: t('lines.ordered'),
            numeric: true,
            place: 5,
            cardLabel: t('lines.ordered'),
            cell: (line) => (
              <>
                {line.ordered}
                <CardOnly>
                  · {t('lines.shipped')} {line.shipped} · {t('lines.delivered')} {line.delivered}
                  {line.back ? <b> · {`${t('lines.back')} ${line.back}`}</b> : null}
                </CardOnly>
              </>
            ),
          },
          { key: 'shipped', head: t('lines.shipped'), numeric: true, cell: (line) => line.shipped },
          { key: 'delivered', head: t('lines.delivered'), numeric: true, cell: (line) => line.delivered },
          {
            key: 'back',
            head: t('lines.back'),
            numeric: true,
            cell: (line) => (line.back ? <Slip mark="pause">{line.back}</Slip> : <span className="faint">0</span>),
          },
          {
            key: 'boxes',
            head: t('lines.package'),
            className: 'nowrap',
            cell: (line) =>
              line.boxes.map((box) => (
                <NumberBox key={box} title={t('lines.packageTitle', { number: box })}>
                  {box}
                </NumberBox>
              )),
          },
          {
            key: 'price',
            head: t('lines.price'),
            numeric: true,
            quiet: true,
            cell: (line) => formatUnitPrice(locale, line.price, 'EUR'),
          },
          { key: 'net', head: t('lines.amount'), numeric: true, place: 2, cell: (line) => money(line.net) },
        ]}
        sums={[
          { key: 'goods', label: t('lines.goods'), value: money('21370') },
          { key: 'freight', label: t('lines.freight'), value: money('504.5') },
          { key: 'vat', label: t('lines.vat'), value: money('0') },
          { key: 'total', label: t('lines.total'), value: money('21874.5'), total: true },
        ]}
      />
    </Section>
  )
}

export function EventSample() {
  const t = useSample()
  const { instant } = useDays()
  return (
    <Sample name="events">
      <Events
        entries={[
          {
            id: '0',
            at: instant(290),
            offsetMinutes: 120,
            place: t('list.rotterdam'),
            mark: 'plan',
            text: t('events.slot'),
            small: t('events.slotSmall'),
            planned: true,
          },
          {
            id: '1',
            at: instant(-2),
            offsetMinutes: 180,
            place: t('events.redSea'),
            mark: 't3',
            text: t('events.position'),
            small: t('events.positionSmall'),
          },
          {
            id: '2',
            at: instant(-310),
            offsetMinutes: 480,
            place: t('events.singapore'),
            mark: 't3',
            text: <b>{t('events.sailed')}</b>,
          },
          {
            id: '3',
            at: instant(-312),
            offsetMinutes: 480,
            place: t('events.singapore'),
            mark: 'late',
            tone: 'warn',
            text: t('events.moved'),
            small: t('events.movedSmall'),
          },
          {
            id: '4',
            at: instant(-316),
            offsetMinutes: 480,
            place: t('events.singapore'),
            mark: 'off',
            tone: 'off',
            text: t('events.wrong'),
            small: t('events.wrongSmall'),
            retracted: true,
          },
        ]}
      />
    </Sample>
  )
}

export function HomeSample() {
  const t = useSample()
  const { day } = useDays()
  const item = (number: string, what: string, mark: 't2' | 't3' | 'late', status: string) => ({
    href: '#week',
    number,
    what: t(what),
    mark,
    status: t(status),
  })
  return (
    <>
      <Sample name="week" full>
        <Week
          label={t('sections.week')}
          days={Array.from({ length: 7 }, (_, i) => ({
            date: day(i),
            items:
              i === 0
                ? [item('SH-90410', 'list.goods1', 't3', 'states.out'), item('SH-90407', 'list.goods3', 't3', 'states.shipped')]
                : i === 3
                  ? [item('SH-90422', 'list.goods2', 't2', 'states.packed')]
                  : i === 4
                    ? [item('SH-90391', 'list.goods3', 'late', 'states.late')]
                    : [],
            ...(i === 0 && { more: 3, moreHref: '#week' }),
          }))}
        />
      </Sample>
      <Sample name="late" full>
        <LateList
          items={[
            { href: '#late', number: 'SO-48209', cause: t('late.cause1'), from: day(-20), promised: day(-4), expected: day(5) },
            { href: '#late', number: 'SO-48102', cause: t('late.cause2'), from: day(-52), promised: day(7), expected: day(12) },
          ]}
        />
      </Sample>
      <Sample name="news">
        <News
          items={[
            {
              id: '1',
              mark: 'late',
              tone: 'warn',
              text: (
                <>
                  <a className="no" href="#news">
                    SO-48229
                  </a>{' '}
                  {t('news.one')}
                </>
              ),
              meta: t('news.oneMeta'),
            },
            {
              id: '2',
              mark: 't4',
              tone: 'ok',
              text: (
                <>
                  <a className="no" href="#news">
                    SH-90388
                  </a>{' '}
                  {t('news.two')}
                </>
              ),
              meta: t('news.twoMeta'),
            },
            { id: '3', icon: <UserPlus className="icon" />, text: t('news.three'), meta: t('news.threeMeta') },
            { id: '4', icon: <TagIcon className="icon" />, text: t('notices.info'), meta: t('notices.infoText') },
          ]}
        />
        <Contacts
          contacts={[
            {
              name: 'Noor Adan',
              role: t('news.role'),
              email: 'noor@fairlead.example',
              phone: '+31 10 555 0134',
              avatar: <Avatar name="Noor Adan" size="large" />,
            },
          ]}
        />
      </Sample>
    </>
  )
}
