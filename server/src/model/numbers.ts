/** Formats an integer with commas: "29,000". `toLocaleString` would take 20 ms on its first call. */
export function withCommas(whole: number): string {
  return String(whole).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
