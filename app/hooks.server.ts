import { inTransaction, isUnreachable } from '~/database/connection.server'
import { enqueue } from '~/database/outbox.server'
import { eventTopic } from '~/features/payments/events.server'
import { readMessage, takesCards } from '~/integrations/stripe/stripe.server'

/**
 * Takes a message of the provider of payments, as its bytes came: 404 where nothing is paid here, 400 for what it did not sign, 200
 * when the message is written down, once however often it comes, 503 where that cannot be done now, so that it is sent again. What
 * follows from it is done after the answer.
 */
export async function takeStripeMessage(body: Buffer, signature: string | undefined): Promise<number> {
  if (!takesCards()) return 404
  const now = new Date()
  const heard = readMessage(body, signature, now)
  if (!heard) return 400
  const job = { topic: eventTopic, payload: heard, uniqueKey: `stripe ${heard.id}` }
  try {
    await inTransaction((handle) => enqueue(handle, now, [job]), { once: true })
    return 200
  } catch (error) {
    if (isUnreachable(error)) return 503
    throw error
  }
}
