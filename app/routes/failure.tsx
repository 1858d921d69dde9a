import { isRouteErrorResponse, useNavigationType, useRouteError } from '@remix-run/react'
import type { ReactNode } from 'react'
import { usePageContext } from '~/page-context'
import { ErrorPage } from '~/ui/error-page'

export const statusOf = (error: unknown): number => (isRouteErrorResponse(error) ? error.status : 500)

/** Errors carry the id of the request that failed, which for a page without reloading is not the one that brought the page. */
function failedRequest(error: unknown): string | undefined {
  const id = isRouteErrorResponse(error) ? (error.data as { id?: unknown } | null)?.id : undefined
  return typeof id === 'string' ? id : undefined
}

/** Instead of a page that cannot be shown. It stands alone, whatever else has failed. */
export function FailurePage() {
  const error = useRouteError()
  const { requestId } = usePageContext()
  const ownRequest = useNavigationType() === 'POP' ? requestId : undefined
  const details = isRouteErrorResponse(error) ? (error.data as { details?: string } | null)?.details : undefined
  return (
    <>
      <ErrorPage status={statusOf(error)} id={failedRequest(error) ?? ownRequest} />
      {details ? <pre>{details}</pre> : null}
    </>
  )
}

export type FramedFailureProps = {
  /** Puts a page into the frame; null where the frame itself could not be loaded. */
  frame: ((page: ReactNode) => ReactNode) | null
  homeHref: string
}

/** What is not there, or not theirs, leaves the frame around it, from which one goes on; every other failure stands alone. */
export function FramedFailure({ frame, homeHref }: FramedFailureProps) {
  const status = statusOf(useRouteError())
  return status === 404 && frame ? frame(<ErrorPage framed status={404} homeHref={homeHref} />) : <FailurePage />
}
