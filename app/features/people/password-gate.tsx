/* The page behind a mailed link: choose a password, or read why the link does nothing any more. */
import type { ReactNode } from 'react'
import { Button } from '~/ui/button'
import { FieldStack } from '~/ui/form'
import type { GateProps } from '~/ui/gate'
import { Gate } from '~/ui/gate'
import { Notice } from '~/ui/notice'
import type { Answer } from '~/ui/problems'
import { useFields } from '~/ui/problems'
import type { DeadLink } from './dead-link'
import { DeadLinkActions, useDeadLinkWords } from './dead-link'
import { NewPasswordField } from './password-field'

type Around = Pick<GateProps, 'host' | 'theme'>
type Props = Around & {
  title: string
  lead: string
  email: string
  label: string
  submit: string
  answer: Answer
  children?: ReactNode
}

export function PasswordGate({ host, theme, title, lead, email, label, submit, answer, children }: Props) {
  const { field, general } = useFields(answer)
  return (
    <Gate host={host} theme={theme} title={title} lead={lead} preferencesAction="/preferences">
      <form method="post">
        <FieldStack>
          {general.map((text) => (
            <Notice key={text} tone="bad" live>
              {text}
            </Notice>
          ))}
          {children}
          <NewPasswordField {...field('password')} label={label} email={email} />
          <Button type="submit" tone="primary" size="large" wide>
            {submit}
          </Button>
        </FieldStack>
      </form>
    </Gate>
  )
}

export function DeadLinkGate({ host, theme, dead }: Around & { dead: DeadLink }) {
  const { title, text } = useDeadLinkWords(dead, host)
  return (
    <Gate host={host} theme={theme} title={title} lead={text} preferencesAction="/preferences">
      <DeadLinkActions {...dead} />
    </Gate>
  )
}
