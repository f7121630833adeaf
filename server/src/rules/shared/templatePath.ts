/** Returns whether the path is that of a map entry that contains a mapping template. */
export function isTemplatePath(path: string): boolean {
  return /^(?:[rR]equest|[rR]esponse)Templates\./.test(path);
}
