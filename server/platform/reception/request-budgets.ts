import type { FastifyRequest } from 'fastify'
import type { Config } from '#base/config.ts'
import type { Actor } from '#engine/context.ts'
import { addressKey } from '../limits/address-key.ts'
import { demandBudget, type Limits } from '../limits/limits.ts'

/** What the settings allow each address and each person. A request takes once, however often it is tried anew. */
export interface RequestBudgets {
  ofAddress(request: FastifyRequest): Promise<void>
  ofPerson(request: FastifyRequest, actor: Actor): Promise<void>
}

/** Undefined where the settings limit nothing, so that nothing is asked. */
export function requestBudgets(
  limits: Limits,
  { userBudget, addressBudget }: Pick<Config, 'userBudget' | 'addressBudget'>,
): RequestBudgets | undefined {
  if (!userBudget && !addressBudget) return undefined
  const [byAddress, byPerson] = [new WeakSet<FastifyRequest>(), new WeakSet<FastifyRequest>()]
  const isNew = (seen: WeakSet<FastifyRequest>, request: FastifyRequest): boolean => {
    if (seen.has(request)) return false
    seen.add(request)
    return true
  }
  return {
    async ofAddress(request) {
      if (isNew(byAddress, request))
        await demandBudget(limits, 'address', addressKey(request.ip), addressBudget)
    },
    async ofPerson(request, actor) {
      if (actor.kind === 'user' && isNew(byPerson, request))
        await demandBudget(limits, 'user', String(actor.id), userBudget)
    },
  }
}
