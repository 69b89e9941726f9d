type Given = Readonly<Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>>

/** An element: `on…` are listened to, what is null or false is not said, the rest are attributes. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  given: Given = {},
  ...inside: readonly (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...inside.filter((one) => one !== null))
  return element
}
