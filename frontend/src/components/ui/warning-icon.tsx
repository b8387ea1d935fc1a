/** A triangle with an exclamation mark; the words beside it say what it means. */
export function WarningIcon() {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false" style={{ flex: "none" }}>
      <path d="M8 1.4 15.4 14.4H0.6Z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v4.2M8 12.1v.6" stroke="var(--ground)" strokeWidth="1.7" strokeLinecap="round" />
    </svg>
  );
}
