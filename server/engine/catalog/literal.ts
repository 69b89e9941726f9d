/** A text inside of SQL that takes no parameters. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`
