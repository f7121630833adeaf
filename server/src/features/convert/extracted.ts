/** Inputs of the AWS CLI that are taken out of a host file: their texts, file names, and what they lost. */
import type { Json } from "../../syntax/json";
import type { PlainInput, UnknownPart } from "./plainInput";

/** Returns sentences about the values that the file does not tell, each about one place in the input. */
export function unknownTexts({ unknown }: PlainInput): readonly string[] {
  return unknown.map((part) => `${part.path.join(": ") || "the input"}: ${unknownText(part)}`);
}

const MAX_SOURCE = 80;

function unknownText({ source, placeholder, isFirstOfSeveral }: UnknownPart): string {
  const oneLine = source.trim().replace(/\s+/g, " ");
  const text = oneLine.length > MAX_SOURCE ? `${oneLine.slice(0, MAX_SOURCE - 1)}…` : oneLine;
  if (isFirstOfSeveral) return `${text} has several possible values; this is the first`;
  return placeholder === undefined ? `left out: ${text}` : `${placeholder} stands for ${text}`;
}

/** An input with its title and operation, for a list of several. */
export function listed({ title, operation, members }: PlainInput): Json {
  return { title, operation, input: members };
}

/**
 * Returns a file name for each input, without a folder, by which the input is recognized:
 * `get-pets.put-integration.json` and `get-pets.404.put-integration-response.json`.
 */
export function fileNamesOf(inputs: readonly PlainInput[], extension: string): readonly string[] {
  const taken = new Set<string>();
  const names = new Map<string, string>();
  return inputs.map((input) => {
    const owner = input.integration && names.get(input.integration.join("\n"));
    const own = owner === undefined ? slug(input.title) : `${owner}.${slug(input.id.at(-1) ?? "")}`;
    const operation = input.operation.split(" ").at(-1) ?? "";
    const fileOf = (name: string): string => `${name}.${operation}.${extension}`;
    let name = own;
    for (let number = 2; taken.has(fileOf(name)); number++) name = `${own}-${number}`;
    names.set(input.id.join("\n"), name);
    taken.add(fileOf(name));
    return fileOf(name);
  });
}

const MAX_NAME = 80;

/** Lower-case words with dashes, which every file system takes: `GET /pets/{id}` → `get-pets-id`. */
export function slug(title: string): string {
  const words = title
    // The type of a resource in Terraform.
    .replace(/^aws_\w+\./, "")
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_NAME)
    .replace(/^-+|-+$/g, "");
  return words || "input";
}

/** Returns what a file is about by its name: `orders.put-integration.json` → `orders`. */
export function titleOfFile(fileName: string): string {
  const name = fileName.replace(/\.\w+$/, "");
  const own = name.replace(
    /(?:^|[.-])(?:(?:create|put|update)-)?integration(?:-params)?(?:-response(?:-params)?)?(?=$|-\d+$)/,
    "",
  );
  return own.replace(/^-/, "") || "API";
}
