/** Tells on standard error, in one line, what is the matter. */
export function complain(...about: readonly string[]): void {
  console.error(["apigw", ...about].join(": "));
}
