/** Invalid arguments: printed in one line, without a stack. */
export class UsageError extends Error {}
