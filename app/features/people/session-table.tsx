/* The browsers in which a person is signed in, each with the button that ends it. */
import { Form } from '@remix-run/react'
import { useTranslation } from 'react-i18next'
import { SubmitButton } from '~/ui/button'
import { Tag } from '~/ui/status'
import type { Column } from '~/ui/table'
import { DataTable } from '~/ui/table'
import { When } from '~/ui/when'
import type { Device } from './devices'

export type Session = { key: string; since: Date; until: Date; ip: string | null; current: boolean; device: Device | null }

export function SessionTable({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTranslation('me')
  const nameOf = ({ device }: Session) => (device ? t('sessions.on', device) : t('sessions.unknown'))
  const here = t('sessions.here')
  const columns: Column<Session>[] = [
    {
      key: 'device',
      head: t('sessions.device'),
      cell: (row) => (
        <>
          {nameOf(row)} {row.current ? <Tag accent>{here}</Tag> : null}
        </>
      ),
      place: 1,
    },
    { key: 'where', head: t('sessions.where'), cell: (row) => row.ip, quiet: true, place: 3 },
    { key: 'since', head: t('sessions.since'), cell: (row) => <When at={row.since} time="always" />, place: 4 },
    {
      key: 'until',
      head: t('sessions.until'),
      cell: (row) => <When at={row.until} time="always" />,
      quiet: true,
      leaves: 'second',
    },
    {
      key: 'end',
      head: <span className="sr">{t('sessions.end')}</span>,
      place: 2,
      cell: (row) =>
        row.current ? null : (
          <Form method="post">
            <input type="hidden" name="session" value={row.key} />
            <SubmitButton
              tone={undefined}
              size="small"
              name="do"
              value="end"
              aria-label={t('sessions.endOf', { device: nameOf(row) })}
            >
              {t('sessions.end')}
            </SubmitButton>
          </Form>
        ),
    },
  ]
  return <DataTable caption={t('sessions.title')} columns={columns} rows={sessions} keyOf={(row) => row.key} />
}
