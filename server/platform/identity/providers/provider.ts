/** What is made on the way out, and needed on the way back. */
export interface Trip {
  /** Comes back in the address. */
  readonly state: string
  /** Comes back inside what the provider signed. */
  readonly nonce: string
  /** Its hash goes out; itself goes with the code. */
  readonly verifier: string
  /** Where the provider sends the browser back to. */
  readonly redirect: string
}

/** Somebody, as their provider knows them. */
export interface Foreigner {
  /** Theirs for ever, as an address is not. */
  readonly subject: string
  /** Verified by the provider; null otherwise. */
  readonly email: string | null
  /** The provider hosts the address: nobody else can have it by now. */
  readonly vouched: boolean
  readonly firstName: string | null
  readonly lastName: string | null
}

export interface Provider {
  readonly label: string
  /** Where the browser is sent. */
  begin(trip: Trip): Promise<URL>
  /** Who came back with that address. Throws `provider.refused`, `provider.unreachable`. */
  finish(trip: Trip, back: URL): Promise<Foreigner>
}

export const providerNames = ['google', 'facebook'] as const
export type ProviderName = (typeof providerNames)[number]

/** Nobody waits longer for somebody else's machine. */
export const patience = 10_000
