import type { Budget } from './budget.ts'
import type { SettingValues } from './settings/index.ts'

/** What decides how people sign in, and with which passwords. */
export interface SignInSetting {
  readonly maxLoginAttempts: number
  readonly lockoutMinutes: number
  /** Tries of one login from everywhere, before they slow each other down; 0: never. */
  readonly slowdownAfter: number
  /** Of one address, whichever the logins. */
  readonly signInBudget: Budget
  readonly sessionTimeoutSeconds: number
  readonly publicTokenDays: number
  readonly passwordMin: number
  readonly staffPasswordMin: number
  /** Where the password is all there is. */
  readonly staffPasswordMinAlone: number
  readonly passwordHistory: number
  /** 0: never. */
  readonly passwordExpiryDays: number
}

export const signInSetting = (values: SettingValues): SignInSetting => ({
  maxLoginAttempts: values.MAX_LOGIN_ATTEMPTS,
  lockoutMinutes: values.ACCOUNT_LOCKOUT_DURATION,
  slowdownAfter: values.ACCOUNT_SLOWDOWN_AFTER,
  signInBudget: values.LOGIN_RATE_LIMIT,
  sessionTimeoutSeconds: values.SESSION_TIMEOUT,
  publicTokenDays: values.PUBLIC_TOKEN_DAYS,
  passwordMin: values.PASSWORD_MIN_LENGTH,
  staffPasswordMin: values.STAFF_PASSWORD_MIN_LENGTH,
  staffPasswordMinAlone: values.STAFF_PASSWORD_MIN_LENGTH_ALONE,
  passwordHistory: values.PASSWORD_HISTORY,
  passwordExpiryDays: values.PASSWORD_EXPIRY_DAYS,
})
