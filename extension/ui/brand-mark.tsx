/** The same drawing as public/icon/heed.svg. */
export function BrandMark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        fill="var(--brand)"
        d="M8 2h16a6 6 0 0 1 6 6v11a6 6 0 0 1-6 6h-7l-7 6v-6H8a6 6 0 0 1-6-6V8a6 6 0 0 1 6-6Z"
      />
      <path
        fill="none"
        stroke="var(--on-brand)"
        stroke-width="3.6"
        stroke-linecap="round"
        d="M11.2 8v11M20.8 8v11M11.2 13.5h9.6"
      />
    </svg>
  );
}
