import './brand.css'

/** The mark: a ferry on its line of water. */
export function Brand({ size = 26 }: { size?: number }) {
  return (
    <span className="brand">
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" fill="var(--accent)" />
        <path d="M6 17.5h20l-2.6 4.6a3 3 0 0 1-2.6 1.5h-9.6a3 3 0 0 1-2.6-1.5L6 17.5Z" fill="var(--on-accent)" />
        <path
          d="M10 15V9.8a1 1 0 0 1 1-1h4.6V15H10Zm7.2 0v-3.6H21a1 1 0 0 1 1 1V15h-4.8Z"
          fill="var(--on-accent)"
          opacity=".62"
        />
      </svg>
      <span className="brand-name">OSS Ferry</span>
    </span>
  )
}
