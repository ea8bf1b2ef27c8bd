/** The picture of the first page: parts of one object on their way from shore to shore. */
export function SignInPicture() {
  const parts = Array.from({ length: 40 }, (_, n) => ({ n, x: (n % 10) * 18, y: Math.floor(n / 10) * 18 }))
  return (
    <svg className="crossing" viewBox="0 0 480 90" aria-hidden="true">
      <g>
        {parts.map(({ n, x, y }) => (
          <rect key={n} x={x} y={y + 8} width="13" height="13" rx="3" opacity={n < 26 ? 0.22 : 1} />
        ))}
      </g>
      <path d="M196 44h64m-9-8 9 8-9 8" fill="none" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" />
      <g>
        {parts.map(({ n, x, y }) => (
          <rect key={n} x={x + 284} y={y + 8} width="13" height="13" rx="3" opacity={n < 26 ? 1 : 0.14} />
        ))}
      </g>
    </svg>
  )
}
