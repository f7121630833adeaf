/** Where a template is, for documents that show only the template. */
export interface TemplateAddress {
  /** The URI of the file that the template is written in. */
  readonly host: string;
  /** The member and the key of the template. */
  readonly path: readonly string[];
}

/** Returns an address as text, for the query of a URI. */
export function printAddress({ host, path }: TemplateAddress): string {
  return JSON.stringify([host, ...path]);
}

/** Reads an address from the decoded query of a URI. Returns undefined for any other text. */
export function readAddress(query: string): TemplateAddress | undefined {
  try {
    const read: unknown = JSON.parse(query);
    if (!Array.isArray(read) || !read.every((part) => typeof part === "string")) return undefined;
    const [host, ...path] = read;
    return host !== undefined && path.length > 0 ? { host, path } : undefined;
  } catch {
    return undefined;
  }
}
