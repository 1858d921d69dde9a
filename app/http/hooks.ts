import type { RequestHandler } from 'express'
import express from 'express'
import type { Build } from './pages.ts'

/** No message of ours comes near it. */
const limit = 262_144

/**
 * What other services tell us. They sign the very bytes they send, so these are kept as they are, and they are no browser, so that
 * no site can make one send them.
 */
export const stripeHook = (load: () => Promise<Build>): RequestHandler[] => [
  express.raw({ type: () => true, limit }),
  async (request, response, next) => {
    try {
      const { takeStripeMessage } = (await load()).entry.module
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      response.sendStatus(await takeStripeMessage(body, request.get('stripe-signature')))
    } catch (error) {
      next(error)
    }
  },
]
