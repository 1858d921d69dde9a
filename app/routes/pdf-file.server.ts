/** A document on paper, to keep. `name` is that of a record: letters, digits and dashes are left of it. */
export const pdfFile = (name: string, content: Buffer): Response =>
  new Response(new Uint8Array(content), {
    headers: {
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': `attachment; filename="${name.replace(/[^\w.-]+/g, '-')}.pdf"`,
      'cache-control': 'private, no-store',
    },
  })
