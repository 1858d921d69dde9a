import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright/test'
import { test as base, expect } from 'playwright/test'
import PostalMime from 'postal-mime'

export { expect }

export const password = 'quayside-demo'
const sessions = new Map<string, ReturnType<BrowserContext['cookies']>>()

export type Look = { width?: number; theme?: 'light' | 'dark'; language?: 'en' | 'zh-CN'; javaScript?: boolean }

const origin = () => process.env.SITE_ORIGIN ?? ''

/** Signs in through the page, once per person and worker; later the session is reused, since the number of tries is limited. */
async function cookiesOf(browser: Browser, email: string) {
  const known = sessions.get(email)
  if (known) return await known
  const signIn = (async () => {
    const context = await browser.newContext({ baseURL: origin() })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await page.locator('[name=email]').fill(email)
    await page.locator('[name=password]').fill(password)
    await page.locator('main button.btn-primary').click()
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
    const cookies = await context.cookies()
    await context.close()
    return cookies
  })()
  sessions.set(email, signIn)
  return await signIn
}

/** A page of its own browser context, signed in as somebody (or nobody), as they would have it. */
export async function open(browser: Browser, email: string | null, look: Look = {}): Promise<Page> {
  const { width = 1280, theme = 'light', language = 'en', javaScript = true } = look
  const context = await browser.newContext({
    baseURL: origin(),
    viewport: { width, height: width < 600 ? 844 : 900 },
    colorScheme: theme,
    locale: language === 'en' ? 'en-GB' : 'zh-CN',
    javaScriptEnabled: javaScript,
  })
  if (email) await context.addCookies((await cookiesOf(browser, email)).filter((one) => one.name !== 'language'))
  return await context.newPage()
}

export const test = base.extend<{ as: (email: string | null, look?: Look) => Promise<Page> }>({
  as: async ({ browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (email, look) => {
      const page = await open(browser, email, look)
      contexts.push(page.context())
      return page
    })
    for (const context of contexts) await context.close()
  },
})

/** What axe finds on a page, in a line each; nothing on a good one. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.map(
    (one) =>
      `${one.id}: ${one.help} (${one.nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')})`,
  )
}

/** How far the page can be scrolled sideways, which should be not at all. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** A picture below tests/e2e/output/, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, 'output', 'pictures')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/** The newest mail to an address that the site has really sent, waiting for it. */
export async function mailTo(
  address: string,
  subject: RegExp = /./,
  since = 0,
): Promise<{ subject: string; text: string; links: string[] }> {
  const folder = process.env.SITE_MAIL ?? ''
  const deadline = Date.now() + 20_000
  for (;;) {
    const files = (await readdir(folder).catch(() => []))
      .filter((file) => file.endsWith('.eml'))
      .sort()
      .reverse()
    for (const file of files) {
      const mail = await PostalMime.parse(await readFile(join(folder, file)))
      const fits =
        mail.to?.some((one) => one.address === address) &&
        subject.test(mail.subject ?? '') &&
        Date.parse(mail.date ?? '') >= since
      if (fits)
        return {
          subject: mail.subject ?? '',
          text: mail.text ?? '',
          links: [...(mail.text ?? '').matchAll(/https?:\/\/\S+/g)].map(([link]) => link),
        }
    }
    if (Date.now() > deadline) throw new Error(`no mail to ${address}`)
    await new Promise((wake) => setTimeout(wake, 250))
  }
}
