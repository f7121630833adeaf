/** Moving text into strings, out of them, and between the ways to write them. */

export { stringAt } from "../../syntax/stringAt";
export { toLiteral, toQuoted } from "../../syntax/write/restyle";
export { decodedText } from "./copy";
export { insertFile, templateFileName, templateMemberOf } from "./file";
export { type PastedText, pastedText } from "./paste";
