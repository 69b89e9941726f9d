import type { Problem } from '#model/problem.ts'

const mark = Symbol('unread')

/**
 * What somebody typed that is no value of the field, in place of one: the text, so that nothing typed is lost, and
 * what is wrong with it. It is never sent.
 */
export interface Unread {
  readonly [mark]: true
  readonly text: string
  readonly problem: Problem
}

export const unread = (text: string, problem: Problem): Unread => ({ [mark]: true, text, problem })

export const isUnread = (value: unknown): value is Unread =>
  typeof value === 'object' && value !== null && mark in value
