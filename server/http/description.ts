import type { FastifyContextConfig } from 'fastify'
import type { Refusal } from '#base/errors.ts'
import type { JsonSchema } from '#model/json.ts'
import type { Language, Text } from '#model/language.ts'
import type { Role } from '#model/table.ts'
import type { Server } from './server.ts'

/** What is told of a route, in the OpenAPI and on its page. */
export type Description = CallDescription | PerTable | Page

/** One address with one method. */
export interface CallDescription {
  readonly group: Group
  readonly summary: Text
  readonly detail?: Text
  /** Who may call it. */
  readonly to: Role
  /** An API token may call it too. */
  readonly byToken?: true
  readonly body?: Schema
  /** By status. Null: nothing comes with it. */
  readonly answers: Readonly<Record<number, Schema | Files | null>>
  /** What it refuses with, beside what any call may. */
  readonly problems?: readonly Refusal[]
  /** Whether an `Idempotency-Key` counts. */
  readonly keyed?: boolean
}

/** One address for each table, told by the engine, which knows the tables: the name of its description there. */
export interface PerTable {
  readonly perTable: string
}

/** What a browser shows, and no program calls: told nowhere, and the same for everybody. */
export interface Page {
  readonly page: true
}

/** Calls that belong together, under one heading. */
export interface Group {
  readonly name: Text
  readonly detail?: Text
  /** After the tables. */
  readonly last?: true
}

export type Schema = (language: Language) => JsonSchema

/** A file, in one of these types. */
export interface Files {
  readonly media: readonly string[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    describes?: Description
  }
}

/** The option by which a route tells of itself: `server.get('/healthz', telling({ … }), work)`. */
export const telling = (describes: Description): { config: FastifyContextConfig } => ({
  config: { describes },
})

/** The option of pages and their files: `server.get('/admin/', servingPages, work)`. */
export const servingPages: { config: FastifyContextConfig } = { config: { describes: { page: true } } }

/** A call, where it is. */
export interface DescribedCall {
  readonly method: string
  /** With its parameters in braces: `/api/imports/{id}/`. */
  readonly path: string
  readonly call: CallDescription
}

/** All that a server answers to. */
export interface Described {
  readonly calls: readonly DescribedCall[]
  /** The names under which the engine tells of each table's addresses. */
  readonly perTable: readonly string[]
}

const known = new WeakMap<Server, { calls: DescribedCall[]; perTable: string[] }>()

export const describedBy = (server: Server): Described => known.get(server) ?? { calls: [], perTable: [] }

/** From here on a route that tells nothing of itself is not taken: a server that has one does not start. */
export function demandDescriptions(server: Server): void {
  const described = { calls: [] as DescribedCall[], perTable: [] as string[] }
  known.set(server, described)
  server.addHook('onRoute', ({ method, url, config }) => {
    const description = config?.describes
    if (!description) throw new Error(`${method} ${url} is not described`)
    if ('page' in description) return
    const methods = [method].flat().filter((name) => name !== 'HEAD')
    if ('perTable' in description) described.perTable.push(...methods.map(() => description.perTable))
    else
      described.calls.push(
        ...methods.map((name) => ({ method: name, path: inBraces(url), call: description })),
      )
  })
}

const inBraces = (url: string): string => url.replaceAll(/:(\w+)(\([^)]*\))?/g, '{$1}')
