/** The references in a template that a debugger shows values of. */
import { hostedTemplates, type TemplateHost } from "../templates/hostedTemplate";
import { referencesIn, type Span } from "../vtl";

/** A reference up to one of its parts. */
export interface ShownReference {
  /** In the file. */
  readonly span: Span;
  /** Without the escapes of the file. */
  readonly text: string;
}

/** Returns the references in a part of a file, each also up to each of its parts, in the order of the text. */
export function referencesBetween(host: TemplateHost, { start, end }: Span): readonly ShownReference[] {
  return hostedTemplates(host)
    .filter(({ node }) => node.span.start < end && start < node.span.end)
    .flatMap(({ template: { tree, text }, map }) =>
      referencesIn(tree)
        .map((span) => ({ span: map.toSource(span), text: text.slice(span.start, span.end) }))
        .filter(({ span }) => span.start < end && start < span.end),
    );
}
