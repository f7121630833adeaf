/** True for the path of an entry whose value, where it is no string, AG1107 speaks of. */
export function isResponseText(path: string): boolean {
  return /^response(?:Parameters|Templates)\./.test(path);
}
