import './accountDot.css'

/** How many colours there are to tell accounts apart. Their names stand beside them. */
export const accountColours = [1, 2, 3, 4, 5, 6] as const

/** The colour of an account, wherever its name stands. */
export function AccountDot({ colour = 1 }: { colour?: number | undefined }) {
  return <span className="account-dot" data-colour={colour} aria-hidden />
}
