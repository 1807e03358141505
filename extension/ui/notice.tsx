import type { ComponentChildren } from 'preact';
import { StatusShape } from './status-mark.tsx';

const looks = { problem: 'blocked', good: 'allowed', plain: 'unchecked' } as const;

/** A message about what was just tried. A problem is spoken at once, anything else when there is a pause. */
export function Notice(props: { kind: keyof typeof looks; children: ComponentChildren }) {
  const { kind, children } = props;
  return (
    <div class={`notice notice-${kind}`} role={kind === 'problem' ? 'alert' : 'status'}>
      <span class={`status tone-${looks[kind]}`}>
        <StatusShape status={looks[kind]} />
      </span>
      <p>{children}</p>
    </div>
  );
}
