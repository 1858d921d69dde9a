import { anyone } from '~/access/guards.server'
import { env } from '~/env.server'
import { findCaughtMail } from '~/integrations/mail/caught.server'
import { notFound } from '~/values/outcome'

/** Mail brings its own styles and no scripts; it is shown inside a frame of its own, cut off from the page and from the network. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox allow-top-navigation-by-user-activation"

export const loader = anyone.load(async ({ params, context }) => {
  const mail = env.SHOW_DEV_PAGES ? await findCaughtMail(params.id ?? '') : undefined
  if (!mail) return notFound()
  context.setHeader('content-security-policy', policy)
  context.setHeader('x-frame-options', 'SAMEORIGIN')
  const links = '<base target="_top">'
  const html = mail.html.includes('<head>') ? mail.html.replace('<head>', `<head>${links}`) : links + mail.html
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8' } })
})
