import { mountCalls } from '#engine/rest/call.ts'
import type { Reception } from '#engine/rest/door.ts'
import type { Server } from '#http/server.ts'
import type { Accounts } from './accounts.ts'
import { resetCall, resetConfirm, verifyEmail, verifyPhone } from './code-calls.ts'
import { accountGroup, changeMe, eraseAccount, exportMe, registerCall } from './own-calls.ts'
import { followCall, readPerson, unfollowCall } from './people-calls.ts'

/** What people do with their own accounts, and with each other's. */
export const accountRoutes = (server: Server, reception: Reception, accounts: Accounts): void =>
  mountCalls(server, reception, accountGroup, [
    ...[registerCall, changeMe, eraseAccount].map((declare) => declare(accounts)),
    ...[verifyEmail, verifyPhone, resetCall, resetConfirm].map((declare) => declare(accounts)),
    exportMe,
    readPerson,
    followCall,
    unfollowCall,
  ])
