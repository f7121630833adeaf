/** Which payloads are binary, and how they are converted. */
import type { Protocol } from "../model/protocol";

/** How a payload goes on: as UTF-8 text, unchanged, or as Base64 text. `fromBase64` decodes such a text. */
export type Conversion = "text" | "bytes" | "toBase64" | "fromBase64";

/** The setting of an integration or integration response. */
export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT" | undefined;

/** Whether a media type is one of those that an API treats as binary. Wildcards stand for all types. */
export function isBinaryType(header: string | undefined, binaryMediaTypes: readonly string[]): boolean {
  const type = mimeType(header);
  return binaryMediaTypes.some((each) => {
    const known = each.trim().toLowerCase();
    if (known === "*/*") return true;
    if (type === undefined) return false;
    return known.endsWith("/*") ? type.startsWith(known.slice(0, -1)) : known === type;
  });
}

/** How the body of a client's request goes to a backend of a REST or WebSocket API. */
export function requestConversion(isBinary: boolean, handling: ContentHandling): Conversion {
  switch (handling) {
    case "CONVERT_TO_TEXT":
      return isBinary ? "toBase64" : "text";
    case "CONVERT_TO_BINARY":
      return isBinary ? "bytes" : "fromBase64";
    default:
      return isBinary ? "bytes" : "text";
  }
}

/** How the body of a backend's response goes to a client that accepts binary types, or does not. */
export function responseConversion(
  isBinary: boolean,
  acceptsBinary: boolean,
  handling: ContentHandling,
): Conversion {
  switch (handling) {
    case "CONVERT_TO_TEXT":
      return isBinary ? "toBase64" : "text";
    case "CONVERT_TO_BINARY":
      return isBinary ? "bytes" : "fromBase64";
    default:
      if (isBinary) return acceptsBinary ? "bytes" : "toBase64";
      return acceptsBinary ? "fromBase64" : "text";
  }
}

/** The type of which REST APIs decide whether a client accepts binary payloads: the first one. */
export function firstAccepted(accept: string | undefined): string | undefined {
  return accept?.split(",", 1)[0];
}

/** Forms are not among them. */
const TEXT = /^(?:text\/.*|application\/(?:json|javascript|xml|.*\+json|.*\+xml))$/;

/** Whether a Lambda function gets the body as Base64 text. HTTP APIs decide by the content type alone. */
export function isBase64Event(
  protocol: Protocol,
  contentType: string | undefined,
  contentEncoding: string | undefined,
  binaryMediaTypes: readonly string[],
): boolean {
  if (protocol !== "HTTP") return isBinaryType(contentType, binaryMediaTypes);
  const isEncoded = contentEncoding !== undefined && contentEncoding !== "identity";
  return isEncoded || !TEXT.test(mimeType(contentType) ?? "text/plain");
}

function mimeType(header: string | undefined): string | undefined {
  return header?.split(";", 1)[0]?.trim().toLowerCase() || undefined;
}
