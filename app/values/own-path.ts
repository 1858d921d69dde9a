/**
 * Whether a text that came from outside is a path of this site, so that one may be sent on to it. Refuses everything a browser
 * would read as another host: `//host`, `/\\host`, and the same behind characters that browsers drop.
 */
export const isOwnPath = (text: string): boolean => text.length <= 2_000 && /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(text)
