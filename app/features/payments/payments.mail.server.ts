import type { TFunction } from 'i18next'
import { asTheySee } from '~/access/on-behalf.server'
import type { Scope } from '~/access/scope.server'
import type { Id } from '~/database/tables'
import type { Letter, Part } from '~/integrations/mail/letter.server'
import { writeLetter } from '~/integrations/mail/letter.server'
import { messageIdFor, sendMail } from '~/integrations/mail/send.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'
import { formatMoney } from '~/ui/money'
import { fullDate } from '~/ui/when-text'
import type { JobHandler, SystemScope } from '~/work/jobs'

/** The topic of letters about one payment: the receipt for who paid it, and for staff that one waits for them. */
export const paymentMail = 'payments.mail'
type Mail = { letter: 'receipt' | 'parked'; paymentId: Id; personId: Id }

/**
 * In the transaction that books a payment of the provider: a receipt for who paid, or where nobody is given a letter to each of the host's
 * finance (to its administrators where it has none). Once for each payment and person.
 */
export async function tellOf(scope: SystemScope, paymentId: Id, payer: Id | null): Promise<void> {
  const [letter, persons] = payer === null ? (['parked', await deciders(scope)] as const) : (['receipt', [payer]] as const)
  await scope.queue(
    ...persons.map((personId) => ({
      topic: paymentMail,
      payload: { letter, paymentId, personId } satisfies Mail,
      uniqueKey: `${paymentMail} ${letter} ${paymentId} ${personId}`,
    })),
  )
}

async function deciders(scope: SystemScope): Promise<Id[]> {
  const rows = await scope.rows
    .selectFrom('persons')
    .select(['id', 'staff_role'])
    .where('staff_role', 'in', ['finance', 'admin'])
    .where('active', '=', 1)
    .orderBy('id')
    .execute()
  const finance = rows.filter((row) => row.staff_role === 'finance')
  return (finance.length > 0 ? finance : rows).map((row) => row.id)
}

const paying = ['orders.read', 'invoices.read'] as const
type Eyes = Scope<'portal' | 'staff', (typeof paying)[number]>

/** Writes a letter in the language of whoever gets it, and with their eyes: who may not see the payment any more is not told of it. */
export const paymentMailer: JobHandler = {
  topic: paymentMail,
  async run(payload, { scope, jobId }) {
    const { letter, paymentId, personId } = payload as Mail
    const eyes: Eyes | null =
      letter === 'receipt'
        ? await asTheySee(scope, personId, 'portal', paying)
        : await asTheySee(scope, personId, 'staff', [...paying, 'payments.book'])
    const payment = eyes && (await paymentFor(eyes, paymentId))
    // What somebody has decided meanwhile waits no more.
    if (!eyes || !payment || (letter === 'parked' && payment.settled_note !== null)) return
    const { name, email: address } = eyes.who
    const language = eyes.who.language as Language
    const t = texts[language].getFixedT(language, 'payments')
    const written = writeLetter({ language, ...letters[letter](t, language, payment) })
    await sendMail({ to: { name, address }, messageId: messageIdFor(jobId), ...written })
  },
}

async function paymentFor(scope: Eyes, id: Id) {
  const payment = await scope.rows
    .selectFrom('payments as p')
    .innerJoin('accounts as a', 'a.id', 'p.account_id')
    .innerJoin('legal_entities as h', 'h.id', 'p.legal_entity_id')
    .select(['p.number', 'p.amount', 'p.currency', 'p.received_on', 'p.reference', 'p.is_test', 'p.parked_reason'])
    .select(['p.settled_note', 'a.name as account', 'h.name as host'])
    .where('p.id', '=', id)
    .executeTakeFirst()
  const settled = await scope.rows
    .selectFrom('allocations as s')
    .innerJoin('invoices as i', 'i.id', 's.invoice_id')
    .select(['i.number', 's.amount', 's.currency'])
    .where('s.payment_id', '=', id)
    .orderBy('s.id')
    .execute()
  return payment && { ...payment, settled }
}
type Payment = NonNullable<Awaited<ReturnType<typeof paymentFor>>>
type Words = TFunction<'payments'>

const letters: Record<Mail['letter'], (t: Words, language: Language, payment: Payment) => Omit<Letter, 'language'>> = {
  receipt: (t, language, payment) => {
    const amount = formatMoney(language, payment.amount, payment.currency)
    return {
      subject: t('mail.receipt.subject', { number: payment.number, amount }),
      heading: t('mail.receipt.heading', { amount }),
      parts: [
        { text: t('mail.receipt.text', { host: payment.host }) },
        { facts: factsOf(t, language, payment) },
        ...testNote(t, payment),
        { action: t('mail.receipt.action'), path: '/portal/statement' },
        { fine: t('mail.receipt.fine') },
      ],
    }
  },
  parked: (t, language, payment) => {
    const amount = formatMoney(language, payment.amount, payment.currency)
    return {
      subject: t('mail.parked.subject', { number: payment.number, amount }),
      parts: [
        { text: t(`parked.why.${payment.parked_reason as 'already_paid'}`) },
        { facts: factsOf(t, language, payment) },
        ...testNote(t, payment),
        { action: t('mail.parked.action'), path: '/staff/payments' },
      ],
    }
  },
}

const testNote = (t: Words, payment: Payment): Part[] => (payment.is_test === 1 ? [{ text: t('test.page') }] : [])

const factsOf = (t: Words, language: Language, payment: Payment): [string, string][] => [
  [t('list.number'), payment.number],
  [t('list.day'), fullDate(language, payment.received_on)],
  [t('list.account'), payment.account],
  ...(payment.settled.length === 0 && payment.reference ? [[t('list.reference'), payment.reference] as [string, string]] : []),
  ...payment.settled.map((one): [string, string] => [
    `${t('checkout.invoice')} ${one.number}`,
    formatMoney(language, one.amount, one.currency),
  ]),
]
