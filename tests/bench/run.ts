import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { ownSecret } from '../../db/secret.ts'
import type { Figure } from './measure.ts'
import { printed } from './measure.ts'
import { openWorld } from './worlds.ts'

/**
 * `npm run bench [-- --large N] [--only weight,cpu,import,memory,lighthouse,pages,service,statement,programme,proposals]`: each figure is a ratio of two things measured by turns in
 * this run, or a size. Makes two demo worlds on the private server, which stay for the next run.
 */
const { values } = parseArgs({
  options: {
    large: { type: 'string', default: '500' },
    only: { type: 'string', default: 'weight,cpu,import,memory,lighthouse,pages,service,statement,programme,proposals' },
  },
})
const chosen = new Set(values.only.split(','))
const base = process.env.DATABASE_URL ?? ''
process.env.SECRET ||= await ownSecret()
const figures: Figure[] = []

const small = await openWorld(base, 1)
try {
  const member = await small.as('buyer@customer.example')
  const [order] = await small.rows(
    `select o.number from orders o join memberships m on m.root_account_id = o.root_account_id join persons p on p.id = m.person_id
      where p.email = 'buyer@customer.example' order by o.placed_at desc limit 1`,
  )
  const orderPath = `/portal/orders/${order?.number}`
  if (chosen.has('weight')) {
    const { scriptWeight } = await import('./weight.ts')
    const [shipment] = await small.rows(
      'select s.number from shipments s join memberships m on m.root_account_id = s.root_account_id join persons p on p.id = m.person_id where p.email = ? order by s.opened_at desc limit 1',
      ['buyer@customer.example'],
    )
    const own = ['/portal', '/portal/orders', orderPath, '/portal/shipments', `/portal/shipments/${shipment?.number}`, '/me']
    const theirs = [
      '/staff',
      '/staff/accounts',
      `/staff/orders/${order?.number}`,
      `/staff/shipments/${shipment?.number}`,
      '/staff/people',
    ]
    const agent = await small.as('agent@staff.example')
    const visits = [...own.map((path) => ({ reader: member, path })), ...theirs.map((path) => ({ reader: agent, path }))]
    figures.push(await scriptWeight(visits))
  }
  if (chosen.has('lighthouse')) {
    const { lighthouseScores } = await import('./lighthouse.ts')
    const pages = [
      { name: 'sign-in', path: '/sign-in', signedIn: false },
      { name: 'home', path: '/portal', signedIn: true },
      { name: 'orders', path: '/portal/orders', signedIn: true },
      { name: 'order', path: orderPath, signedIn: true },
    ]
    figures.push(...(await lighthouseScores(small, member, pages)))
  }
  if (chosen.has('import')) figures.push(await (await import('./import.ts')).importSpeed(base))
  if (chosen.has('memory')) figures.push(await (await import('./import.ts')).importMemory(base))
  if (chosen.has('cpu')) {
    // The application within this process is asked for one page, and sends nothing.
    Object.assign(process.env, {
      DATABASE_URL: small.url,
      PUBLIC_URL: small.origin,
      SMTP_URL: 'smtp://127.0.0.1:9',
      WORKER: 'separate',
    })
    figures.push(await (await import('./cpu.ts')).requestCost(member))
  }
  if (chosen.has('pages')) {
    const large = await openWorld(base, Number(values.large))
    const { growth, orderPages } = await import('./pages.ts')
    figures.push(...(await growth(small, large, orderPages, 'at 1,000,000 orders ÷ at 2,000')))
    await large.stop()
  }
  const audiences = (['service', 'statement', 'programme', 'proposals'] as const).filter((one) => chosen.has(one))
  if (audiences.length > 0) figures.push(...(await (await import('./audiences.ts')).audienceFigures(base, audiences)))
} finally {
  await small.stop()
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const report = `${machine}, ${new Date().toISOString().slice(0, 10)}\n\n${printed(figures)}\n`
await mkdir('.data', { recursive: true })
await writeFile('.data/bench.md', report)
process.stdout.write(`\n${report}`)
process.exit(figures.every((one) => one.good) ? 0 : 1)
