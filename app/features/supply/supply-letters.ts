/** The topic of letters to suppliers about what was decided. */
export const supplyMail = 'supply.mail'
