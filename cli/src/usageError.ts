/** The arguments make no sense: told in one line, without a stack. */
export class UsageError extends Error {}
