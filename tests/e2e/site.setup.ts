import { startTestSite } from '../support/site.ts'

/** Serves a demo world of its own to the browsers, and takes it away again; or leaves them the site that SITE_ORIGIN names. */
export default async () => {
  if (process.env.SITE_ORIGIN) return
  const site = await startTestSite()
  process.env.SITE_ORIGIN = site.origin
  process.env.SITE_MAIL = site.mailFolder
  process.env.SITE_DATABASE = site.databaseUrl
  return () => site.stop()
}
