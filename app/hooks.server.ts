import { db } from '~/database/connection.server'
import { enqueue } from '~/database/outbox.server'
import { eventTopic } from '~/features/payments/events.server'
import { readMessage, takesCards } from '~/integrations/stripe/stripe.server'

/**
 * Takes a message of the provider of payments, as its bytes came: 404 where nothing is paid here, 400 for what it did not sign, 200
 * when the message is written down, once however often it comes. What follows from it is done after the answer.
 */
export async function takeStripeMessage(body: Buffer, signature: string | undefined): Promise<number> {
  if (!takesCards()) return 404
  const now = new Date()
  const heard = readMessage(body, signature, now)
  if (!heard) return 400
  await enqueue(db, now, [{ topic: eventTopic, payload: heard, uniqueKey: `stripe ${heard.id}` }])
  return 200
}
