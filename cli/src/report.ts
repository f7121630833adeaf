/** Prints a message about a problem in one line on standard error. */
export function complain(...about: readonly string[]): void {
  console.error(["apigw", ...about].join(": "));
}
