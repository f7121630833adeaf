/** True for the path of a map entry that holds a mapping template. */
export function isTemplatePath(path: string): boolean {
  return /^(?:[rR]equest|[rR]esponse)Templates\./.test(path);
}
