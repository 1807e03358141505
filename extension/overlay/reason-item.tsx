import type { SpokenReason } from '../../shared/protocol/reason.ts';
import { say } from '../ui/say.ts';

/** One reason: what, on whose decision, and behind "why" the citation with how sure we are of it. */
export function ReasonItem({ reason }: { reason: SpokenReason }) {
  return (
    <div class="reason">
      <p>{reason.message}</p>
      <p class="decider">{reason.whose}</p>
      <details>
        <summary>
          <bdi>{say('dialog.why')}</bdi>
        </summary>
        <p>
          {reason.citation.text}
          {reason.caveat && <span class="caveat"> {reason.caveat}</span>}
        </p>
      </details>
    </div>
  );
}
