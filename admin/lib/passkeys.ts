/** What the browser and the server say to each other of passkeys, where the browser lacks the newer way to write it. */

export const hasPasskeys = (): boolean =>
  isSecureContext && typeof PublicKeyCredential === 'function' && navigator.credentials !== undefined

type Wire = Record<string, unknown>

const bytesOf = (text: string): ArrayBuffer => {
  const binary = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return Uint8Array.from(binary, (sign) => sign.charCodeAt(0)).buffer
}

const textOf = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

const keysOf = (list: unknown): PublicKeyCredentialDescriptor[] =>
  ((list ?? []) as Wire[]).map(
    (key) => ({ ...key, id: bytesOf(String(key.id)) }) as PublicKeyCredentialDescriptor,
  )

/** Makes a new one, out of what the server offered; what it answers is the server's to confirm. */
export async function makePasskey(offered: object): Promise<Wire | null> {
  const { challenge, user, excludeCredentials, ...rest } = offered as Wire & { user: Wire }
  const publicKey = {
    ...rest,
    challenge: bytesOf(String(challenge)),
    user: { ...user, id: bytesOf(String(user.id)) },
    excludeCredentials: keysOf(excludeCredentials),
  } as unknown as PublicKeyCredentialCreationOptions
  const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential | null
  if (!made) return null
  const answer = made.response as AuthenticatorAttestationResponse
  const key = answer.getPublicKey()
  return written(made, {
    clientDataJSON: textOf(answer.clientDataJSON),
    attestationObject: textOf(answer.attestationObject),
    authenticatorData: textOf(answer.getAuthenticatorData()),
    publicKeyAlgorithm: answer.getPublicKeyAlgorithm(),
    transports: answer.getTransports(),
    ...(key && { publicKey: textOf(key) }),
  })
}

/** Shows one, as the server asked. */
export async function showPasskey(asked: object): Promise<Wire | null> {
  const { challenge, allowCredentials, ...rest } = asked as Wire
  const publicKey = {
    ...rest,
    challenge: bytesOf(String(challenge)),
    allowCredentials: keysOf(allowCredentials),
  } as PublicKeyCredentialRequestOptions
  const shown = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential | null
  if (!shown) return null
  const answer = shown.response as AuthenticatorAssertionResponse
  return written(shown, {
    clientDataJSON: textOf(answer.clientDataJSON),
    authenticatorData: textOf(answer.authenticatorData),
    signature: textOf(answer.signature),
    ...(answer.userHandle && { userHandle: textOf(answer.userHandle) }),
  })
}

const written = (one: PublicKeyCredential, response: Wire): Wire => ({
  id: one.id,
  rawId: textOf(one.rawId),
  type: one.type,
  clientExtensionResults: {},
  response,
})
