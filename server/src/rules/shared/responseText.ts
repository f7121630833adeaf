/** Whether AG1107 reports the value at this path if it is not a string. */
export function isResponseText(path: string): boolean {
  return /^response(?:Parameters|Templates)\./.test(path);
}
