/** Completion of members of the body: in a JSONPath, and after a variable that holds a part of the body. */
import type { Template } from "../../../rules/engine/template";
import type { Span } from "../../../syntax/nodes";
import {
  type KnownMember,
  membersOf,
  type Shape,
  stepsInto,
  typeOfShapes,
} from "../../../templates/shapes/shape";
import { UseShape } from "../../../templates/shapes/useShape";
import { bodyShapes, type KnownBody } from "../../../templates/shapes/valueShapes";
import type { OpenString } from "../../context/openCall";
import { type TypedPath, typedPath } from "../../context/typedPath";
import { describeBodyMember, typeInWords } from "../../docs/templateLanguage";
import type { Suggestion } from "../item";

/** The string that holds the cursor. */
export interface StringPlace {
  readonly text: string;
  readonly offset: number;
  readonly string: OpenString;
}

/** Returns the steps that can follow in the JSONPath at the cursor. */
export function suggestPath(template: Template, place: StringPlace, body: KnownBody): readonly Suggestion[] {
  const { text, offset, string } = place;
  const { quote } = string;
  const typed = typedPath(text.slice(string.start, offset).replaceAll(quote + quote, quote));
  if (!typed) return [];
  const shapes = stepsInto(bodyShapes(template, body), typed.steps);
  const rest = typed.place === "end" ? 0 : wordLength(text, offset);
  const span = { start: offset - typed.name.length, end: offset + rest };
  const write = writerAt(place, typed, span);
  const members = membersToOffer(shapes, offset).flatMap((member): Suggestion[] => {
    const written = write(member.name);
    return written ? [{ ...memberSuggestion(member), ...written }] : [];
  });
  return [...members, ...elements(shapes, place, typed, span)];
}

type Written = Pick<Suggestion, "text" | "replace" | "alsoMatches">;

/** Returns how to write a name into the path. Names that no notation can hold are left out. */
function writerAt(
  { text, string: { quote } }: StringPlace,
  { place, name: typedName, quote: innerQuote }: TypedPath,
  span: Span,
): (name: string) => Written | undefined {
  // In `'…'`, Velocity reads `''` as a quote. Jayway's JsonPath 2.0 accepts no other quotes in brackets.
  const bracketQuote = innerQuote ?? "'";
  const inString = (code: string): string => code.replaceAll(quote, quote + quote);
  const closing = text[span.end] === "]" ? "" : "]";
  const isAtRoot = place === "end" && typedName === "" && text[span.start - 1] === quote;
  const beforeDot = text[span.start - 2] === "." ? span.start : span.start - 1;
  return (name) => {
    const isUsable = quote === "'" || !/[$#]/.test(name);
    if (!isUsable) return undefined;
    const isPlain = PLAIN.test(name);
    if (place === "dot" && isPlain) return { text: [inString(name)], replace: span };
    if (place === "end" && isPlain)
      return { text: [`${isAtRoot ? "$" : ""}.${inString(name)}`], replace: span };
    if (!QUOTABLE.test(name) || name.includes(bracketQuote)) return undefined;
    const quoted = inString(`${name}${bracketQuote}`);
    switch (place) {
      case "quote": {
        const closed = inString(bracketQuote);
        return text.startsWith(closed, span.end)
          ? { text: [inString(name)], replace: span }
          : { text: [`${quoted}${closing}`], replace: span };
      }
      case "bracket":
        return { text: [`${inString(bracketQuote)}${quoted}${closing}`], replace: span };
      case "end":
        return { text: [`${isAtRoot ? "$" : ""}[${inString(bracketQuote)}${quoted}]`], replace: span };
      case "dot":
        return {
          text: [`[${inString(bracketQuote)}${quoted}]`],
          replace: { start: beforeDot, end: span.end },
          // The replaced text is the dot and the start of the name.
          alsoMatches: `.${name}`,
        };
    }
  };
}

/** Names that can follow a dot. */
const PLAIN = /^[\p{L}_][\p{L}\p{N}_-]*$/u;
/** Names that can be quoted in brackets, which know no escapes. */
const QUOTABLE = /^[^\p{Cc}\]]+$/u;

/** The steps into a list. */
function elements(
  shapes: readonly Shape[],
  { text, string: { quote } }: StringPlace,
  { place }: TypedPath,
  span: Span,
): readonly Suggestion[] {
  if (place === "quote" || typeOfShapes(shapes) !== "list") return [];
  const closing = place === "bracket" && text[span.end] === "]" ? "" : "]";
  const isAtRoot = place === "end" && text[span.start - 1] === quote;
  const replace = place === "dot" ? { start: span.start - 1, end: span.end } : span;
  const opening = place === "bracket" ? "" : isAtRoot ? "$[" : "[";
  return ELEMENTS.map(({ index, documentation }) => ({
    label: `[${index}]`,
    text: [`${opening}${index}${closing}`],
    replace,
    documentation,
    rank: 1,
    ...(place === "dot" && { alsoMatches: "." }),
  }));
}

const ELEMENTS = [
  { index: "0", documentation: "**[0]** · the first element of the list" },
  {
    index: "*",
    documentation:
      "**[*]** · all elements of the list\n\nThe steps after it apply to each element, and the result is a list.",
  },
];

/** Returns the members of a value that a variable holds, as they are written after its dot. */
export function suggestMembers(
  shapes: readonly Shape[],
  offset: number,
  replace: Span,
): readonly Suggestion[] {
  return membersToOffer(shapes, offset).flatMap((member): Suggestion[] => {
    const { name } = member;
    if (/\p{Cc}/u.test(name)) return [];
    const text = VELOCITY_NAME.test(name) ? name : `get('${name.replaceAll("'", "''")}')`;
    return [
      { ...memberSuggestion(member), text: [text], replace, ...(text !== name && { alsoMatches: name }) },
    ];
  });
}

/** Returns the members of a value as the text of a string: `$order['|']`, `$order.get('|')`. */
export function suggestKeys(shapes: readonly Shape[], place: StringPlace): readonly Suggestion[] {
  return membersToOffer(shapes, place.offset).flatMap((member): Suggestion[] => {
    const written = writeInString(member.name, place);
    return written ? [{ ...memberSuggestion(member), ...written }] : [];
  });
}

/** Writes text in place of the string's text around the cursor; undefined if the string cannot hold it. */
export function writeInString(value: string, { text, offset, string }: StringPlace): Written | undefined {
  const { quote, start } = string;
  if (/\p{Cc}/u.test(value) || (quote === '"' && /[$#]/.test(value))) return undefined;
  const end = offset + wordLength(text, offset);
  return { text: [value.replaceAll(quote, quote + quote)], replace: { start, end } };
}

const VELOCITY_NAME = /^[A-Za-z_][\w-]*$/;

function memberSuggestion({ name, shapes }: KnownMember): Omit<Suggestion, "text" | "replace"> {
  return {
    label: name,
    detail: typeInWords(typeOfShapes(shapes)),
    documentation: describeBodyMember(name, shapes),
  };
}

/** All known members, without names that are only just being typed. */
function membersToOffer(shapes: readonly Shape[], offset: number): readonly KnownMember[] {
  return membersOf(shapes).filter((member) => !member.shapes.every((shape) => isTyped(shape, offset)));
}

function isTyped(shape: Shape, offset: number): boolean {
  if (!(shape instanceof UseShape) || shape.mentions.length === 0) return false;
  return shape.mentions.every(({ start, end }) => start <= offset && offset <= end);
}

/** The length of the rest of the name that the cursor is in. */
function wordLength(text: string, offset: number): number {
  return /^[\w-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
}
