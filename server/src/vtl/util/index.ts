/** The functions of `$util` on strings. Undefined stands for an exception of Java's. */
export { base64Decode, base64Encode } from "./base64";
export { escapeJavaScript } from "./escapeJavaScript";
export { urlDecode, urlEncode } from "./url";
