/** The sign of Quayside: a Q half full of water. */
export function Brand() {
  return (
    <svg className="brand-sign" viewBox="0 0 26 26" aria-hidden="true">
      <rect width="26" height="26" rx="7" fill="currentColor" />
      <path className="brand-water" d="M7 14.2a6 6 0 0 0 12 0z" />
      <circle className="brand-line" cx="13" cy="13" r="6" />
      <path className="brand-line" d="m16.2 16.2 4 4" />
    </svg>
  )
}
