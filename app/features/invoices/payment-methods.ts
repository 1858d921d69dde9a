/** How something was paid. */
export const paymentMethods = ['transfer', 'card', 'direct_debit', 'cheque', 'cash', 'other'] as const
export type PaymentMethod = (typeof paymentMethods)[number]
