/** What is known of one statement's text, over all connections. */
export interface Shape {
  readonly text: string
  /** Changes nothing, as far as its words tell: it may be sent twice. */
  readonly reads: boolean
  uses: number
  /** Milliseconds that it takes at its slower times; forgets slowly. Of named ones, after their first uses. */
  pace: number
}

const most = 1000
const shapes = new Map<string, Shape>()

export function shapeOf(text: string): Shape {
  const known = shapes.get(text)
  if (known) return known
  if (shapes.size >= most) shapes.clear()
  const shape = { text, reads: isRead(text), uses: 0, pace: unproven }
  shapes.set(text, shape)
  return shape
}

const writing =
  /\b(insert|update|delete|merge|truncate|copy|call|do|create|alter|drop|grant|revoke|nextval|notify|lock|set)\b/i
const reading = /^\s*(select|with|values|show|table)\b/i
export const isRead = (text: string): boolean => reading.test(text) && !writing.test(text)

/** Until shown otherwise, slow. */
const unproven = 20
const quick = 5

export const isQuick = (shape: Shape): boolean => shape.reads && shape.pace < quick

/** Slower counts at once, quicker little by little: about twenty quick answers make a quick shape. */
export function learn(shape: Shape, milliseconds: number): void {
  shape.pace = milliseconds > shape.pace ? milliseconds : shape.pace * 0.9 + milliseconds * 0.1
}
