import type { CSSProperties, ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { env } from '~/env.server'
import type { Language } from '~/languages/settings'
import { texts } from '~/languages/texts.server'

/** A piece of a letter, from which both its forms are made. All text is plain: nothing in it is read as HTML. */
export type Part =
  | { text: string }
  /** What is said in a smaller voice: how long a link works, what to do if one did not ask for it. */
  | { fine: string }
  /** The one thing to do. `path` is a path of this site. */
  | { action: string; path: string }
  /** Names and values, such as an order's number and date. */
  | { facts: readonly (readonly [name: string, value: string])[] }

export type Letter = {
  language: Language
  subject: string
  /** The letter's heading; the subject, unless it should say more. */
  heading?: string
  parts: readonly Part[]
}

type Words = { instead: string; sender: string }

const wordsOf = (language: Language): Words => {
  const t = texts[language].getFixedT(language, 'mail')
  return { instead: t('instead'), sender: t('sender', { host: env.HOST_NAME }) }
}

const addressOf = (path: string): string => env.PUBLIC_URL + path

// ---- As text --------------------------------------------------------------------------------------------------------------

function partAsText(part: Part): string {
  if ('text' in part) return part.text
  if ('fine' in part) return part.fine
  if ('action' in part) return `${part.action}:\n${addressOf(part.path)}`
  return part.facts.map(([name, value]) => `${name}: ${value}`).join('\n')
}

const asText = (letter: Letter, words: Words): string =>
  [letter.heading ?? letter.subject, ...letter.parts.map(partAsText), `-- \n${words.sender}\n${env.PUBLIC_URL}`].join('\n\n')

// ---- As HTML, for programs that know neither style sheets nor oklch --------------------------------------------------------

const font = 'Inter, "Helvetica Neue", Arial, "PingFang SC", "Noto Sans SC", "Microsoft YaHei", sans-serif'
const ink = '#1a2328'
const quiet = '#4d5a61'
const accent = '#0f5a61'
const line = '#dfe4e6'

const paragraph: CSSProperties = { margin: '0 0 16px', fontSize: 16, lineHeight: '24px', color: ink }
const small: CSSProperties = { margin: '0 0 12px', fontSize: 13, lineHeight: '20px', color: quiet }
const button: CSSProperties = {
  display: 'inline-block',
  padding: '11px 20px',
  borderRadius: 7,
  backgroundColor: accent,
  color: '#ffffff',
  fontSize: 15,
  fontWeight: 600,
  textDecoration: 'none',
}
const cell: CSSProperties = {
  padding: '7px 16px 7px 0',
  borderTop: `1px solid ${line}`,
  fontSize: 14,
  lineHeight: '20px',
  color: ink,
}

function Action({ label, address, instead }: { label: string; address: string; instead: string }) {
  return (
    <>
      <p style={{ margin: '24px 0 16px' }}>
        <a href={address} style={button}>
          {label}
        </a>
      </p>
      <p style={small}>
        {instead}
        <br />
        <a href={address} style={{ color: accent, wordBreak: 'break-all' }}>
          {address}
        </a>
      </p>
    </>
  )
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: '0 0 20px', borderCollapse: 'collapse' }}>
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <td style={{ ...cell, color: quiet }}>{name}</td>
            <td style={{ ...cell, fontWeight: 600 }}>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function PartAsHtml({ part, words }: { part: Part; words: Words }) {
  if ('text' in part) return <p style={paragraph}>{part.text}</p>
  if ('fine' in part) return <p style={small}>{part.fine}</p>
  if ('action' in part) return <Action label={part.action} address={addressOf(part.path)} instead={words.instead} />
  return <Facts facts={part.facts} />
}

function Paper({ language, title, children, foot }: { language: Language; title: string; children: ReactNode; foot: string }) {
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{title}</title>
      </head>
      <body style={{ margin: 0, padding: '24px 12px', backgroundColor: '#f1f4f5', fontFamily: font }}>
        <div style={{ maxWidth: 560, margin: '0 auto' }}>
          <p style={{ margin: '0 0 14px', fontSize: 15, fontWeight: 600, color: accent }}>
            Quayside <span style={{ fontWeight: 400, color: quiet }}>{env.HOST_NAME}</span>
          </p>
          <div style={{ padding: '28px 28px 16px', border: `1px solid ${line}`, borderRadius: 10, backgroundColor: '#ffffff' }}>
            {children}
          </div>
          <p style={{ ...small, margin: '14px 0 0' }}>{foot}</p>
        </div>
      </body>
    </html>
  )
}

/** A letter in its reader's language, as text and as HTML that say the same. Links lead to PUBLIC_URL, whatever host was asked. */
export function writeLetter(letter: Letter): { subject: string; text: string; html: string } {
  const words = wordsOf(letter.language)
  const html = renderToStaticMarkup(
    <Paper language={letter.language} title={letter.subject} foot={words.sender}>
      <h1 style={{ margin: '0 0 16px', fontSize: 22, lineHeight: '28px', fontWeight: 600, color: ink }}>
        {letter.heading ?? letter.subject}
      </h1>
      {letter.parts.map((part) => (
        <PartAsHtml key={JSON.stringify(part)} part={part} words={words} />
      ))}
    </Paper>,
  )
  return { subject: letter.subject, text: asText(letter, words), html: `<!DOCTYPE html>${html}` }
}
