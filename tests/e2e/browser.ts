import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type Axe from 'axe-core'
import type { RunOptions } from 'axe-core'
import { createConnection } from 'mysql2/promise'
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

/**
 * Somebody with the same seats who reads another language: that is kept with the person, so that no two tests can share one who
 * switches.
 */
async function twinOf(email: string, language: string): Promise<string> {
  const twin = `${language.toLowerCase()}.${email}`
  const connection = await createConnection(process.env.SITE_DATABASE ?? '')
  try {
    const copied =
      'name, job_title, phone, staff_role, time_zone, active, visit_at, previous_visit_at, version, created_at, updated_at'
    await connection.query(
      `insert ignore into persons (email, language, ${copied}) select ?, ?, ${copied} from persons where email = ?`,
      [twin, language, email],
    )
    for (const [table, columns] of [
      ['credentials', 'password_hash, changed_at'],
      ['memberships', 'account_id, root_account_id, role, inherits, created_at'],
      ['saved_views', 'list, name, query, created_at'],
    ])
      await connection.query(
        `insert ignore into ${table} (person_id, ${columns}) select t.id, ${columns?.replaceAll(/(\w+)/g, 'c.$1')}
           from ${table} c join persons p on p.id = c.person_id and p.email = ? join persons t on t.email = ?
          where not exists (select 1 from (select person_id from ${table}) x where x.person_id = t.id)`,
        [email, twin],
      )
    return twin
  } finally {
    await connection.end()
  }
}

/** Who looks at the pages of a context. */
const readers = new WeakMap<BrowserContext, string | null>()

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
  readers.set(context, email)
  if (email) await context.addCookies(await cookiesOf(browser, language === 'en' ? email : await twinOf(email, language)))
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

const axe = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** Which of axe's rules: all of them, or colours alone where the others were looked at already. */
export type Rules = 'all' | 'colours'

/** What axe finds on a page, in a line each; nothing on a good one. */
export async function axeFindings(page: Page, rules: Rules = 'all'): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const options: RunOptions = {
    runOnly: rules === 'colours' ? { type: 'rule', values: ['color-contrast'] } : { type: 'tag', values: tags },
    // Nothing of what is right is described, and no style sheet is fetched once more.
    resultTypes: ['violations'],
    preload: false,
  }
  return await page.evaluate(async (how) => {
    const { violations } = await (window as unknown as { axe: typeof Axe }).axe.run(document, how)
    return violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help} (${nodes
          .map(({ target }) => target.join(' '))
          .slice(0, 3)
          .join(' | ')})`,
    )
  }, options)
}

/** Waits until React has taken the page over: from then on it may complain. */
export const hydrated = (page: Page) =>
  page.waitForFunction(() => Object.keys(document.body).some((key) => key.startsWith('__reactFiber')))

/** How far the page can be scrolled sideways, which should be not at all. */
export const sidewaysScroll = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** A picture below tests/e2e/output/, for people to look at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = join(import.meta.dirname, 'output', 'pictures')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true, animations: 'disabled' })
}

/**
 * A picture of where a journey has come to; with PICTURES set also one in the dark, and two of the same address as somebody sees it who
 * has the same seats and reads Chinese.
 */
export async function scene(page: Page, name: string): Promise<void> {
  await picture(page, name)
  const browser = page.context().browser()
  if (!process.env.PICTURES || !browser) return
  const chinese = await open(browser, readers.get(page.context()) ?? null, {
    width: page.viewportSize()?.width ?? 1280,
    language: 'zh-CN',
  })
  await chinese.goto(page.url())
  await picture(chinese, `${name}-zh`)
  for (const [one, said] of [
    [page, name],
    [chinese, `${name}-zh`],
  ] as const) {
    await one.emulateMedia({ colorScheme: 'dark' })
    await picture(one, `${said}-dark`)
    await one.emulateMedia({ colorScheme: 'light' })
  }
  await chinese.context().close()
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
