/** Carries out `UpdateIntegration` and `UpdateIntegrationResponse`, which the emulator lacks, as AWS documents them. */
import type { Fault, SeenCall } from "../support/faultProxy";
import { call } from "./apis";

export const PATCHED_INTEGRATION = /\/integration$/;
export const PATCHED_RESPONSE = /\/integration\/responses\/\d+$/;

interface Change {
  readonly op: string;
  readonly path: string;
  readonly value?: string;
}

/** Applies the patch operations of a call to what the emulator holds. */
export function patches(endpoint: string, more: { readonly isLost?: boolean } = {}): Fault {
  const handle = async ({ path, body }: SeenCall): Promise<object> => {
    const { integrationResponses, ...stored } = await call(endpoint, "GET", path);
    const { patchOperations } = body as { readonly patchOperations: readonly Change[] };
    const patched = patchOperations.reduce(applied, stored);
    await call(endpoint, "PUT", path, patched);
    for (const [statusCode, response] of Object.entries(integrationResponses ?? {}))
      await call(endpoint, "PUT", `${path}/responses/${statusCode}`, response as object);
    return patched;
  };
  return { kind: "handle", handle, ...more };
}

type Stored = Readonly<Record<string, unknown>>;

function applied(stored: Stored, { op, path, value }: Change): Stored {
  const [member = "", ...rest] = path.slice(1).split("/");
  const [key] = rest.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (key === undefined) {
    const isNumber = member === "timeoutInMillis";
    return { ...stored, [member]: isNumber ? Number(value) : value };
  }
  if (member === "cacheKeyParameters") {
    const others = ((stored[member] ?? []) as readonly string[]).filter((one) => one !== key);
    return { ...stored, [member]: op === "remove" ? others : [...others, key] };
  }
  const { [key]: old, ...others } = (stored[member] ?? {}) as Stored;
  if (op === "remove" && old === undefined) throw new Error(`${path} does not exist`);
  return { ...stored, [member]: op === "remove" ? others : { ...others, [key]: value } };
}
