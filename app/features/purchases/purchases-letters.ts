/** The topic of letters to suppliers about their answers to purchase orders. */
export const purchasesMail = 'purchases.mail'
