/* A password to be chosen: one field, which can be shown, and the address beside it for whatever keeps passwords. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '~/ui/button'
import { TextField } from '~/ui/field'
import type { FieldProps } from '~/ui/problems'

type Props = FieldProps & { label: string; email: string }

export function NewPasswordField({ email, label, ...field }: Props) {
  const { t } = useTranslation('signin')
  const [shown, setShown] = useState(false)
  const [ready, setReady] = useState(false)
  // Without JavaScript there is nothing to press.
  useEffect(() => setReady(true), [])
  const toggle = (
    <Button size="small" tone="ghost" aria-pressed={shown} onClick={() => setShown(!shown)}>
      {t('password.show')}
    </Button>
  )
  return (
    <>
      <input className="sr" type="email" autoComplete="username" value={email} readOnly tabIndex={-1} aria-hidden="true" />
      <TextField
        {...field}
        label={label}
        hint={t('password.hint')}
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        required
        maxLength={128}
        aside={ready ? toggle : null}
      />
    </>
  )
}
