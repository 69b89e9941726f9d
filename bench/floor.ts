import Fastify, { type FastifyReply } from 'fastify'
import pg from 'pg'
import { sql } from './floor-sql.ts'

/**
 * The floor: a bare Fastify and `pg` with statements by hand, each prepared once, JSON built in PostgreSQL.
 * No identity, no sites, no permissions, no history: the practical limit of this stack.
 */
const [connection, connections] = process.argv.slice(2)
const pool = new pg.Pool({
  ...(JSON.parse(connection!) as pg.PoolConfig),
  max: Number(connections ?? 16),
  min: Number(connections ?? 16),
  idleTimeoutMillis: 0,
})
const app = Fastify({ logger: false })

const asText = { getTypeParser: () => (text: string) => text }
const ask = async (name: string, text: string, values: readonly unknown[]): Promise<string[] | undefined> => {
  const query = { name, text, values: [...values], rowMode: 'array' as const, types: asText }
  return (await pool.query<string[]>(query)).rows[0]
}
const json = (reply: FastifyReply, body: string) =>
  reply.header('content-type', 'application/json; charset=utf-8').send(body)
const page = async (reply: FastifyReply, name: string, text: string, values: readonly unknown[]) => {
  const [count, results] = (await ask(name, text, values))!
  return json(reply, `{"count":${count},"results":${results}}`)
}

interface ListQuery {
  readonly category?: string
  readonly search?: string
  readonly statut?: string
  readonly page?: string
  readonly count?: string
}

app.get<{ Querystring: ListQuery }>('/products', ({ query }, reply) => {
  const { category, search, count } = query
  if (category && search) return page(reply, 'b', sql.searchInCategory, [category, `%${search}%`])
  if (category) return page(reply, 'a', sql.inCategory, [category])
  if (search) return page(reply, 'b2', sql.search, [`%${search}%`])
  const offset = 20 * (Number(query.page ?? 1) - 1)
  return count === 'none'
    ? page(reply, 'f0', sql.allUncounted, [offset])
    : page(reply, 'f', sql.all, [offset])
})

app.get<{ Params: { id: string } }>('/products/:id', async ({ params }, reply) => {
  const found = await ask('c', sql.product, [params.id])
  return found ? json(reply, found[0]!) : reply.code(404).send({ error: 'not found' })
})

app.post<{ Body: Record<string, unknown> }>('/products', async ({ body }, reply) => {
  const { name, brand, price, description, category, in_stock, featured, slug } = body
  const made = await ask('d', sql.create, [
    name,
    brand,
    price,
    description,
    category,
    in_stock,
    featured,
    slug,
  ])
  return json(reply.code(201), made![0]!)
})

app.get<{ Querystring: ListQuery; Params: { size: string } }>(
  '/measures/:size',
  ({ query, params }, reply) => {
    const table = `measures_${Number(params.size)}`
    const number = Number(query.page ?? 1)
    const counted = query.count !== 'none'
    const text = sql.measures(table, number > 1, counted)
    const values = number > 1 ? [query.statut, 50 * (number - 1)] : [query.statut]
    return page(reply, `${table}${number > 1}${counted}`, text, values)
  },
)

const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.send?.({ port: Number(new URL(address).port) })
process.once('disconnect', () => process.exit())
