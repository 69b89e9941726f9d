import { api, type Params } from './api.ts'

/** Brings a file of the API to the person's own folder, under the name that the answer gives it. */
export async function saveAs(path: string, otherwise: string, params?: Params): Promise<void> {
  const answer = await api.open(path, params)
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = nameIn(answer.headers.get('content-disposition')) ?? otherwise
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

function nameIn(header: string | null): string | undefined {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(header ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : /filename="([^"]+)"/.exec(header ?? '')?.[1]
}
