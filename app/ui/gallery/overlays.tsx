/* Notices, toasts, dialog, menu, error pages. */
import { CircleX, Copy, Download, Ellipsis, MessageSquare } from 'lucide-react'
import { Button } from '../button'
import { Dialog, DialogClose, DialogLink } from '../dialog'
import { ErrorPage } from '../error-page'
import { TextField } from '../field'
import { Menu, MenuLink, MenuRule } from '../menu'
import { Notice } from '../notice'
import { Toast, toast } from '../toast'
import { Row, Sample, Stack, useSample } from './sample'

export function Notices() {
  const t = useSample()
  return (
    <Sample name="notices">
      <Stack>
        <Notice title={t('notices.info')}>{t('notices.infoText')}</Notice>
        <Notice tone="warn" title={t('notices.warn')} action={<Button size="small">{t('notices.warnAction')}</Button>}>
          {t('notices.warnText')}
        </Notice>
        <Notice tone="bad" title={t('notices.bad')}>
          {t('notices.badText')}
        </Notice>
        <Notice tone="ok" title={t('notices.ok')}>
          {t('notices.okText')}
        </Notice>
      </Stack>
    </Sample>
  )
}

export function ToastSamples() {
  const t = useSample()
  const done = { id: 'sample', title: t('notices.ok'), text: t('notices.okText') }
  return (
    <Sample name="toasts">
      <Stack>
        <Toast data={{ ...done, action: { href: '#toasts', label: t('notices.undo') } }} />
        <Toast data={{ id: 'bad', tone: 'bad', title: t('notices.bad'), text: t('notices.badText') }} onClose={() => {}} />
        <div>
          <Button onClick={() => toast(done)}>{t('notices.toast')}</Button>
        </div>
      </Stack>
    </Sample>
  )
}

export function Overlays({ open }: { open: boolean }) {
  const t = useSample()
  return (
    <Sample name="overlays">
      <Row>
        <DialogLink dialog="cancel" href="?dialog=cancel#overlays">
          {t('dialog.open')}
        </DialogLink>
        <Menu trigger={<Ellipsis className="icon" aria-hidden="true" />} triggerClass="btn btn-icon" label={t('dialog.menu')}>
          <MenuLink href="#overlays" icon={<MessageSquare className="icon" aria-hidden="true" />} hint={<kbd>R</kbd>}>
            {t('dialog.ask')}
          </MenuLink>
          <MenuLink href="#overlays" icon={<Copy className="icon" aria-hidden="true" />}>
            {t('dialog.again')}
          </MenuLink>
          <MenuLink href="#overlays" icon={<Download className="icon" aria-hidden="true" />}>
            {t('dialog.papers')}
          </MenuLink>
          <MenuRule />
          <MenuLink href="?dialog=cancel#overlays" danger icon={<CircleX className="icon" aria-hidden="true" />}>
            {t('dialog.open')}
          </MenuLink>
        </Menu>
      </Row>
      <Dialog
        id="cancel"
        title={t('dialog.title')}
        closeHref="/dev/ui#overlays"
        open={open}
        actions={
          <>
            <DialogClose href="/dev/ui#overlays">{t('dialog.keep')}</DialogClose>
            <Button tone="danger">{t('dialog.do')}</Button>
          </>
        }
      >
        <p>{t('dialog.text')}</p>
        <TextField label={t('fields.message')} optional />
      </Dialog>
    </Sample>
  )
}

/** One state of the error page at a time: it is a page, not a part. */
export const ErrorSample = ({ status }: { status: number }) => <ErrorPage status={status} id="7f3k-92qd" homeHref="/dev/ui" />

export function ErrorLinks() {
  return (
    <Sample name="errors">
      <Row>
        {[404, 403, 410, 429, 500, 503].map((status) => (
          <a key={status} className="btn btn-small" href={`?error=${status}`}>
            {status}
          </a>
        ))}
        <a className="btn btn-small" href="?gate=1">
          Gate
        </a>
      </Row>
    </Sample>
  )
}
