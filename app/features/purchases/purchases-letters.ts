/** The topic of letters to suppliers about their answers to purchase orders. */
export const purchasesMail = 'purchases.mail'

/** The topic of letters to suppliers about orders that are new, have changed or are cancelled. */
export const purchaseNews = 'purchases.news'
