import type { FastifyRequest } from 'fastify'
import { telling } from '#http/description.ts'
import type { Server } from '#http/server.ts'
import type { JsonSchema } from '#model/json.ts'
import { is } from '#model/json-schema.ts'
import type { Text } from '#model/language.ts'
import type { Action, Table } from '#model/table.ts'
import type { Context } from '../context.ts'
import type { Verbs } from '../verbs/verbs.ts'
import { allowedAnswer } from './allowed.ts'
import type { Address } from './call.ts'
import { type Answer, answering, type Reception } from './door.ts'
import { restError } from './errors.ts'
import {
  exportParameters,
  idempotency,
  idParameter,
  ifMatch,
  listParameters,
  shapeParameters,
  summaryParameters,
} from './table-parameters.ts'
import {
  bulkAnswer,
  bulkBody,
  historyAnswer,
  importBody,
  importsAnswer,
  pageOf,
  ref,
  restoreBody,
  summaryAnswer,
} from './table-schemas.ts'

/** An address that every table has: what is told of it, to whoever may call it on that table. */
interface TableCall {
  readonly at: Address
  readonly summary: Text
  /** Null: it is not for the caller. */
  tell(asked: AskedTable): Told | null
}

export interface AskedTable {
  readonly ctx: Context
  readonly table: Table
  readonly verbs: Verbs
  may(action: Action): boolean
}

export interface Told {
  readonly parameters?: readonly unknown[]
  readonly body?: JsonSchema
  readonly form?: JsonSchema
  readonly status?: number
  /** Null: nothing. */
  readonly answer: JsonSchema | null
  readonly media?: readonly string[]
}

/** Declared here and mounted by name: no address of a table goes untold. */
export const tableCalls = {
  list: {
    at: 'GET /api/{table}/',
    summary: { fr: 'Lister', en: 'List' },
    tell: ({ ctx, table, may }) =>
      may('read') ? { parameters: listParameters(ctx, table), answer: pageOf(table) } : null,
  },
  summary: {
    at: 'GET /api/{table}/summary/',
    summary: { fr: 'Compter et mesurer par groupes', en: 'Count and measure by groups' },
    tell: ({ ctx, table, may }) =>
      may('read') ? { parameters: summaryParameters(ctx, table), answer: summaryAnswer } : null,
  },
  create: {
    at: 'POST /api/{table}/',
    summary: { fr: 'Ajouter', en: 'Add' },
    tell: ({ table, may }) =>
      may('create')
        ? {
            parameters: [idempotency],
            body: ref(`${table.slug}_input`),
            status: 201,
            answer: ref(table.slug),
          }
        : null,
  },
  read: {
    at: 'GET /api/{table}/{id}/',
    summary: { fr: 'Lire', en: 'Read' },
    tell: ({ ctx, table, may }) =>
      may('read')
        ? { parameters: [idParameter, ...shapeParameters(ctx, table)], answer: ref(table.slug) }
        : null,
  },
  update: {
    at: 'PATCH /api/{table}/{id}/',
    summary: { fr: 'Modifier', en: 'Change' },
    tell: ({ table, may }) =>
      may('update')
        ? { parameters: [idParameter, ifMatch], body: ref(`${table.slug}_change`), answer: ref(table.slug) }
        : null,
  },
  replace: {
    at: 'PUT /api/{table}/{id}/',
    summary: { fr: 'Remplacer', en: 'Replace' },
    tell: ({ table, may }) =>
      may('update')
        ? { parameters: [idParameter, ifMatch], body: ref(`${table.slug}_whole`), answer: ref(table.slug) }
        : null,
  },
  delete: {
    at: 'DELETE /api/{table}/{id}/',
    summary: { fr: 'Mettre à la corbeille', en: 'Move to the trash' },
    tell: ({ may }) =>
      may('delete') ? { parameters: [idParameter, ifMatch], status: 204, answer: null } : null,
  },
  bulk: {
    at: 'POST /api/{table}/bulk/',
    summary: { fr: 'Agir sur plusieurs lignes', en: 'Act on several rows' },
    tell: ({ may }) =>
      may('update') || may('delete')
        ? { parameters: [idempotency], body: bulkBody, answer: bulkAnswer }
        : null,
  },
  history: {
    at: 'GET /api/{table}/{id}/history/',
    summary: { fr: 'Historique', en: 'History' },
    tell: ({ may }) => (may('read') ? { parameters: [idParameter], answer: historyAnswer } : null),
  },
  allowed: {
    at: 'GET /api/{table}/{id}/allowed/',
    summary: { fr: 'Ce que l’on peut en faire', en: 'What one may do with it' },
    tell: ({ may }) => (may('read') ? { parameters: [idParameter], answer: allowedAnswer } : null),
  },
  restore: {
    at: 'POST /api/{table}/{id}/restore/',
    summary: { fr: 'Restaurer', en: 'Restore' },
    tell: ({ table, may }) =>
      may('update')
        ? { parameters: [idParameter, idempotency], body: restoreBody, answer: ref(table.slug) }
        : null,
  },
  /** Told by each verb of the table. */
  verb: {
    at: 'POST /api/{table}/{id}/{verb}/',
    summary: { fr: 'Agir', en: 'Act' },
    tell: () => null,
  },
  paper: {
    at: 'GET /api/{table}/{id}/pdf/',
    summary: { fr: 'Imprimer', en: 'Print' },
    tell: ({ table, may, verbs }) =>
      may('read') && verbs.paper(table)
        ? { parameters: [idParameter], answer: {}, media: ['application/pdf'] }
        : null,
  },
  export: {
    at: 'GET /api/{table}/export/',
    summary: { fr: 'Exporter', en: 'Export' },
    tell: ({ ctx, table, may }) =>
      may('read') ? { parameters: exportParameters(ctx, table), answer: {}, media: sheets } : null,
  },
  import: {
    at: 'POST /api/{table}/import/',
    summary: { fr: 'Importer', en: 'Import' },
    tell: ({ may }) =>
      may('create') || may('update')
        ? {
            parameters: [idempotency],
            form: importBody,
            status: 202,
            answer: is.object({ import: is.whole }),
          }
        : null,
  },
  imports: {
    at: 'GET /api/{table}/imports/',
    summary: { fr: 'Imports passés', en: 'Past imports' },
    tell: ({ may }) => (may('create') || may('update') ? { answer: importsAnswer } : null),
  },
} as const satisfies Record<string, TableCall>

export type TableCallName = keyof typeof tableCalls

const sheets = [
  'text/csv',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/json',
]

/** What a table's call does, under the name of its description. */
export type OnTable = (
  name: TableCallName,
  work: (ctx: Context, table: Table, request: FastifyRequest) => Promise<Answer>,
) => void

export const onTables =
  (server: Server, reception: Reception): OnTable =>
  (name, work) => {
    const [method, path] = tableCalls[name].at.split(' ') as [string, string]
    server.route({
      method,
      url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
      ...telling({ perTable: name }),
      handler: answering(reception, (ctx, request) =>
        work(ctx, tableNamed(ctx, (request.params as { table: string }).table), request),
      ),
    })
  }

export function tableNamed(ctx: Context, slug: string): Table {
  const table = ctx.catalog.find(ctx.site.id, slug)
  if (!table) throw restError('table.not_found', { table: slug.slice(0, 60) })
  return table
}
