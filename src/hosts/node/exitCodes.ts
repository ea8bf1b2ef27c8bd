/** `partly`: something was not done, or differs. `cannotBegin`: nothing was tried. */
export const exitCodes = { done: 0, partly: 1, cannotBegin: 2, stopped: 130 } as const
