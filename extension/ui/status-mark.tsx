import type { Status } from './status.ts';
import { say } from './say.ts';

/** Five outlines that differ without colour: disc, triangle, octagon, diamond, broken ring. */
const outlines: Record<Status, { readonly shape: string; readonly sign: string }> = {
  allowed: { shape: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Z', sign: 'M4.8 8.2 7 10.4l4.2-4.6' },
  warned: { shape: 'M8 1.3 15.4 14.4H.6Z', sign: 'M8 6v4M8 12v.2' },
  blocked: { shape: 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1Z', sign: 'M4.6 8h6.8' },
  unknown: {
    shape: 'M8 .4 15.6 8 8 15.6.4 8Z',
    sign: 'M6.3 6.4c0-2.2 3.4-2.1 3.4-.1 0 1.4-1.7 1.3-1.7 2.9M8 11.3v.2',
  },
  unchecked: { shape: '', sign: 'M5.4 8h5.2' },
};

export function StatusShape({ status, size = 16 }: { status: Status; size?: number }) {
  const { shape, sign } = outlines[status];
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {shape ? (
        <path d={shape} fill="currentColor" />
      ) : (
        <circle
          cx="8"
          cy="8"
          r="6.4"
          fill="none"
          stroke="currentColor"
          stroke-dasharray="2.7 1.3"
        />
      )}
      <path
        d={sign}
        class={shape ? 'sign' : undefined}
        fill="none"
        stroke={shape ? 'var(--paper, Canvas)' : 'currentColor'}
        stroke-width="1.7"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** Shape, colour and word together: none of them carries the meaning alone. */
export function StatusMark({ status, word }: { status: Status; word?: string }) {
  return (
    <span class={`status tone-${status}`}>
      <StatusShape status={status} />
      <span>{word ?? say(`status.${status}`)}</span>
    </span>
  );
}
