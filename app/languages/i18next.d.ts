// Written from the files in en/ whenever the development server starts or a build runs.
import 'i18next'
import type landing from './en/landing.json'
import type mail from './en/mail.json'
import type operations from './en/operations.json'
import type shell from './en/shell.json'
import type ui from './en/ui.json'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'shell'
    resources: {
      landing: typeof landing
      mail: typeof mail
      operations: typeof operations
      shell: typeof shell
      ui: typeof ui
    }
  }
}
