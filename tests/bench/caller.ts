/** Asks for a page so often, one after the other, when told to. */
process.on('message', async ({ url, cookie, count }: { url: string; cookie: string; count: number }) => {
  for (let turn = 0; turn < count; turn++) {
    const response = await fetch(url, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })
    await response.text()
    if (response.status !== 200) return void process.send?.(`${url} answers ${response.status}`)
  }
  process.send?.('done')
})
