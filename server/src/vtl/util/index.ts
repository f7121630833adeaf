/** The `$util` functions on strings. They return undefined where Java throws an exception. */
export { base64Decode, base64Encode } from "./base64";
export { escapeJavaScript } from "./escapeJavaScript";
export { urlDecode, urlEncode } from "./url";
