type Given = Readonly<Record<string, unknown>>

/** A text of the address, where there is one. */
export const textIn = <Name extends string>(given: Given, name: Name): { [N in Name]?: string } => {
  const value = given[name]
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { [N in Name]?: string }
}

export const wholeIn = <Name extends string>(given: Given, name: Name): { [N in Name]?: number } => {
  const value = Number(given[name])
  return (Number.isInteger(value) && value > 0 ? { [name]: value } : {}) as { [N in Name]?: number }
}
