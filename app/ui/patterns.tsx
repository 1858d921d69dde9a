/* The hatchings that drawings fill with, once per page: fill="url(#hatch-lost)" (time lost), #hatch-due (expected), #hatch-paused. */
export function Patterns() {
  return (
    <svg className="sr" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        {(['lost', 'due', 'paused'] as const).map((kind) => (
          <pattern
            key={kind}
            id={`hatch-${kind}`}
            className={`hatch-${kind}`}
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(-45)"
          >
            <rect className="hatch-ground" width="5" height="5" />
            <rect className="hatch-line" width="5" height="1.6" />
          </pattern>
        ))}
      </defs>
    </svg>
  )
}
