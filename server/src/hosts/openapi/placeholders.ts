/**
 * Text that some tool replaces before the document is imported. What it will be is unknown: the tools are as many as
 * the notations, so that nothing is said about it.
 */
import { roleOf } from "../../model/memberNames";
import type { ParsedDocument, Span, StringNode, ValueNode } from "../../syntax/nodes";
import { composedString } from "../intrinsics/composed";
import { partsWithHoles } from "../intrinsics/parts";

export interface Fill {
  /** Returns the string with holes for its placeholders, or an unknown value for one that is nothing else. */
  value(name: string, node: StringNode): ValueNode;
  /** True for a key that has a placeholder. */
  isUnknown(key: string): boolean;
}

/** `{{name}}`, `@@name@@` and CloudFormation's `${AWS::Region}`, which are neither JSON nor Velocity. */
const ANYWHERE = [/\{\{\s*[\w.$-]+\s*\}\}/g, /@@[\w.-]+@@/g, /\$\{AWS::\w+\}/g];
/** `%name%`, `__NAME__`, `<<name>>`, and the `${name}` of shells, Terraform and CloudFormation. */
const IN_VALUES = [/%[A-Za-z_]\w{2,}%/g, /__[A-Z][A-Z0-9_]*?__/g, /<<[\w.-]+>>/g, /\$\{[^{}$]+\}/g];
/** `$Name`, which is an unfinished stage variable in lower case. */
const IN_ARNS = [/\$[A-Z]\w*/g];
/** The name of a function in a document for REST APIs, which constructs replace with a URI. */
const WORD = /^[A-Za-z][\w-]*(?:\.Arn)?$/;
/** A template that is nothing but one variable, which nothing could have set. */
const WHOLE = /^\$\{[\w.-]+\}$/;
/** What API Gateway itself replaces, also if it is misspelled. */
const VARIABLE = /^\$\{\s*(?:request|response|context|stage|integration|method|input|util)/i;

export function placeholdersOf(document: ParsedDocument): Fill {
  return {
    value: (name, node) => {
      if (node.composition || node.holes) return node;
      const { span, value } = node;
      const found = placeholdersIn(value, name);
      const [first] = found;
      if (!first) return node;
      const isWhole = first.start === 0 && first.end === value.length;
      return isWhole
        ? { kind: "unknown", span, origin: node }
        : composedString(document, span, partsWithHoles(document, node, found));
    },
    isUnknown: (key) => placeholdersIn(key, "").length > 0,
  };
}

function placeholdersIn(text: string, name: string): readonly Span[] {
  const isTemplate = name === "template";
  if (isTemplate && WHOLE.test(text) && !VARIABLE.test(text)) return [{ start: 0, end: text.length }];
  const role = roleOf(name);
  const isUri = role === "uri";
  if (name === "uri" && WORD.test(text)) return [{ start: 0, end: text.length }];
  const isArn = isUri || role === "credentials" || role === "connectionId" || role === "target";
  const notations = [...ANYWHERE, ...(isTemplate ? [] : IN_VALUES), ...(isArn ? IN_ARNS : [])];
  const found = notations.flatMap((notation) =>
    Array.from(text.matchAll(notation), (match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  return found
    .filter(({ start, end }) => {
      const written = text.slice(start, end);
      // Rules explain what happens to these in a URI.
      return !VARIABLE.test(written) && !(isUri && written.startsWith("${"));
    })
    .sort((one, other) => one.start - other.start)
    .filter(({ start }, index, all) => index === 0 || start >= (all[index - 1]?.end ?? 0));
}
