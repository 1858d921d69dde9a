import type { LoaderFunctionArgs } from '@remix-run/node'
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react'
import type { ReactNode } from 'react'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useNonce } from './nonce'
import './tailwind.css'

export const handle = { i18n: ['shell', 'ui'] }

export const loader = ({ context }: LoaderFunctionArgs) => ({ theme: context.theme ?? null })

/** Language and theme change by loading the page anew, so nothing here goes stale while moving about. */
export const shouldRevalidate = () => false

const wantedBy = (matchHandle: unknown): string[] => (matchHandle as { i18n?: string[] } | undefined)?.i18n ?? []

/** The texts of the pages shown, so that the browser's first render says the same as the server's. */
function Texts() {
  const { i18n } = useTranslation()
  const nonce = useNonce()
  const wanted = [...new Set(useMatches().flatMap((match) => wantedBy(match.handle)))]
  const bundle = Object.fromEntries(wanted.map((name) => [name, i18n.getResourceBundle(i18n.language, name)]))
  const html = { __html: JSON.stringify(bundle).replaceAll('<', '\\u003c') }
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own texts as JSON, with every < escaped
  return <script type="application/json" id="texts" nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={html} />
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce()
  const { i18n } = useTranslation()
  const theme = useRouteLoaderData<typeof loader>('root')?.theme
  return (
    <html lang={i18n.language} data-theme={theme ?? undefined}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content={theme ?? 'light dark'} />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Texts />
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  )
}

export default function App() {
  return (
    <Suspense>
      <Outlet />
    </Suspense>
  )
}

export function ErrorBoundary() {
  const error = useRouteError()
  return <h1>{isRouteErrorResponse(error) ? error.status : 'Something broke'}</h1>
}
