import { templateIn } from "../../model/templates";
import type { TemplateDocument } from "../../syntax/nodes";
import type { Hover } from "./hover";
import { hoverInTemplate } from "./template";

/** Returns the documentation of what is at the offset of a file that is one mapping template. */
export function hoverTemplateFile({ root }: TemplateDocument, offset: number): Hover | undefined {
  return hoverInTemplate(templateIn(root), offset);
}
