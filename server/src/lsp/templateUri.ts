import { TEMPLATE_SCHEME } from "../protocol";
import { readAddress, type TemplateAddress } from "../service";

/** Returns the address of the template that a document shows; undefined for a document of its own. */
export function readTemplateUri(uri: string): TemplateAddress | undefined {
  if (!uri.startsWith(`${TEMPLATE_SCHEME}:`)) return undefined;
  const query = /\?([^#]*)/.exec(uri)?.[1] ?? "";
  try {
    return readAddress(decodeURIComponent(query));
  } catch {
    return undefined;
  }
}
