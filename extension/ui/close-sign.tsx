export function CloseSign() {
  return (
    <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true" focusable="false">
      <path d="M1 1l8 8M9 1 1 9" stroke="currentColor" stroke-width="1.6" />
    </svg>
  );
}
