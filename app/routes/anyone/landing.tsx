import { useTranslation } from 'react-i18next'

export default function Landing() {
  const { t } = useTranslation()
  return (
    <main>
      <h1>{t('product')}</h1>
      <a href="/sign-in">sign in</a>
    </main>
  )
}
