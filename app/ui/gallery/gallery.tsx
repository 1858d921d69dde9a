/* The living design system: every part with its states, inside a real frame. The page /dev/ui shows it. */
import { BookOpen, ChartNoAxesColumnIncreasing, FileText, House, MessageSquare, Package, Receipt, Ship } from 'lucide-react'
import { Frame } from '../frame'
import { PageHead } from '../page-head'
import type { Rail, Theme } from '../preferences'
import { Buttons, Colours, Numbers, SmallParts, Statuses, Type } from './basics'
import type { Drawings } from './drawings'
import { DrawingSamples } from './drawings'
import { Choices, Fields, FormThatCameBack } from './forms'
import { EmptyAndLoading, Lists } from './lists'
import { ErrorLinks, Notices, Overlays, ToastSamples } from './overlays'
import { EventSample, HomeSample, RecordSample } from './records'
import { useSample } from './sample'

export type GalleryProps = { drawings: Drawings; theme: Theme; rail: Rail | null; dialogOpen: boolean; preferencesAction: string }

export function Gallery({ drawings, theme, rail, dialogOpen, preferencesAction }: GalleryProps) {
  const t = useSample()
  return (
    <Frame
      host="Fairlead Fittings"
      homeHref="/dev/ui"
      theme={theme}
      rail={rail}
      preferencesAction={preferencesAction}
      signOutAction="/dev/ui"
      person={{ name: 'Ines Koster', email: 'ines@brackwater.example' }}
      search={{ src: '/portal/find', href: '/dev/ui' }}
      accounts={{
        current: null,
        allLabel: t('nav.group'),
        allNote: t('nav.groupNote'),
        all: [
          { code: 'BW-R', name: 'Brackwater Rotterdam', note: t('list.rotterdam') },
          { code: 'BW-A', name: 'Brackwater Amsterdam', note: t('list.amsterdam') },
        ],
      }}
      nav={[
        {
          items: [
            { to: '/dev/home', label: t('nav.home'), icon: House },
            { to: '/dev/ui', label: t('nav.orders'), icon: Package },
            { to: '/dev/shipments', label: t('nav.shipments'), icon: Ship },
            { to: '/dev/requests', label: t('nav.requests'), icon: MessageSquare, count: 1, due: true },
            { to: '/dev/contracts', label: t('nav.contracts'), icon: FileText },
            { to: '/dev/invoices', label: t('nav.invoices'), icon: Receipt, count: 2, due: true },
          ],
        },
        {
          label: t('nav.distributor'),
          items: [{ to: '/dev/programmes', label: t('nav.programmes'), icon: ChartNoAxesColumnIncreasing }],
        },
      ]}
      foot={[{ to: '/dev/help', label: t('nav.help'), icon: BookOpen }]}
    >
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="grid grid-cols-2 gap-x-9 gap-y-7">
        <Colours />
        <Type />
        <Buttons />
        <Statuses />
        <Lists />
        <RecordSample />
        <DrawingSamples drawings={drawings} />
        <EventSample />
        <Numbers />
        <HomeSample />
        <Fields />
        <Choices />
        <FormThatCameBack />
        <Notices />
        <ToastSamples />
        <Overlays open={dialogOpen} />
        <EmptyAndLoading />
        <SmallParts />
        <ErrorLinks />
      </div>
    </Frame>
  )
}
