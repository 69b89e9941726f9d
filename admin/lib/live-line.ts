import { become, type LiveState, liveState, tab, tellHooks } from './live.ts'
import { elect } from './live-leader.ts'
import { refresh } from './live-refresh.ts'
import { followStream, type LiveEvent } from './live-stream.ts'

interface Said {
  readonly said?: LiveEvent
  readonly id?: string | null
  readonly state?: LiveState
}

/**
 * Begins to listen, for one person at one site; answers how to stop. One tab of the browser holds the line, the others
 * are told by it; whichever comes next goes on from where the last one was.
 */
export function followLine(scope: string): () => void {
  const channel = 'BroadcastChannel' in window ? new BroadcastChannel(`sugu.live.${scope}`) : null
  let last: string | null = null
  let stopStream: (() => void) | null = null
  const take = ({ id, state: is, said }: Said) => {
    if (id) last = id
    if (is) become(is)
    if (said) {
      refresh(said)
      tellHooks(said)
    }
  }
  const say = (said: Said) => channel?.postMessage(said)
  channel?.addEventListener('message', ({ data }: MessageEvent<Said>) => stopStream || take(data))
  const both = (said: Said) => {
    say(said)
    take(said)
  }
  const hearing = {
    hear: (said: LiveEvent, id: string | null) => both({ said, id }),
    state: (is: LiveState) => both({ state: is }),
  }
  const lead = () => followStream(last, hearing, () => !document.hidden)
  const election = elect(`sugu.stream.${scope}`, tab, (leads) => {
    stopStream?.()
    stopStream = leads ? lead() : null
  })
  // Tabs that came since do not know yet.
  const repeat = setInterval(() => stopStream && say({ state: liveState(), id: last }), 2000)
  return () => {
    clearInterval(repeat)
    election.stop()
    stopStream?.()
    channel?.close()
  }
}
