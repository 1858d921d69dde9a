import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium } from '../../db/install.mjs'
import type { Figure } from './measure.ts'
import { atLeast } from './measure.ts'
import type { Reader, World } from './worlds.ts'

const flags = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const wanted = { performance: 95, accessibility: 100, 'best-practices': 100 } as const

/** Lighthouse on a simulated phone, as it comes. */
export async function lighthouseScores(
  world: World,
  reader: Reader,
  paths: readonly { name: string; path: string; signedIn: boolean }[],
): Promise<Figure[]> {
  const chrome = await launch({ chromePath: findChromium() ?? '', chromeFlags: flags })
  const figures: Figure[] = []
  try {
    for (const { name, path, signedIn } of paths) {
      const headers = signedIn ? { extraHeaders: { cookie: reader.cookie } } : {}
      const look = () =>
        lighthouse(`${world.origin}${path}`, {
          port: chrome.port,
          logLevel: 'error',
          onlyCategories: Object.keys(wanted),
          ...headers,
        })
      let result = await look()
      // Now and then the browser tells nothing of what it painted; that is no score.
      for (let tries = 0; result?.lhr.runtimeError && tries < 3; tries++) result = await look()
      for (const [category, least] of Object.entries(wanted)) {
        const score = Math.round((result?.lhr.categories[category]?.score ?? 0) * 100)
        figures.push(atLeast(`Lighthouse (mobile), ${name}: ${category}`, score, least))
      }
    }
  } finally {
    chrome.kill()
  }
  return figures
}
