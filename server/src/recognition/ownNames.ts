import { distance } from "fastest-levenshtein";
import { OPERATION_NAMES } from "../model/operationNames";
import { OPERATIONS } from "../model/operations";
import type { ObjectNode, ValueNode } from "../syntax/nodes";

/**
 * Decides whether a file with one of our names is ours. `docker-compose.integration.yml` and
 * `tsconfig.integration.json` have such a name, and nothing in them belongs to an integration input.
 */

/** The top-level names of a file. */
export interface WrittenNames {
  /** Names followed by a colon. */
  readonly complete: readonly string[];
  /** Names that are still being typed. */
  readonly unfinished: readonly string[];
  /** True if the file is known to hold more than single values, such as an object. */
  readonly isNested?: boolean;
}

const KNOWN: ReadonlySet<string> = new Set(
  OPERATION_NAMES.flatMap((name) =>
    [...OPERATIONS[name].members.keys()].map((member) => member.toLowerCase()),
  ),
);

/** Members that files of other kinds have, too: a manifest has a `type` and a `description`. */
const COMMON: ReadonlySet<string> = new Set(["type", "uri", "description", "credentials", "statuscode"]);

/**
 * Whether a file with one of our names and these members is ours: it is empty, or it has a known member. A member
 * that is common elsewhere only counts if most members are known. Ignores case, because a misspelled
 * name is still a name of ours. So is the only name of a file with a single value, if it is the start of a known name or
 * differs from one in a letter or two: the file is being written, and completion helps with it.
 */
export function fitsOwnName({ complete, unfinished, isNested = false }: WrittenNames): boolean {
  if (complete.length === 0) return unfinished.length === 0 || unfinished.some(isStartOfKnown);
  const known = complete.map((name) => name.toLowerCase()).filter((name) => KNOWN.has(name));
  if (known.some((name) => !COMMON.has(name)) || known.length * 2 > complete.length) return true;
  const [only = "", ...others] = complete;
  return others.length === 0 && !isNested && (isLongStartOfKnown(only) || isAlmostKnown(only));
}

/** The top-level names in a tree. For a list of inputs, which the AWS CLI rejects, those of the first. */
export function writtenNames(root: ValueNode | undefined): WrittenNames {
  switch (root?.kind) {
    case undefined:
      return NOTHING;
    case "object":
      return namesIn(root);
    case "array":
      return root.items.length === 0 ? NOTHING : writtenNamesOfItem(root.items[0]);
    // YAML reads the first half-typed name as the document.
    case "string":
    case "word":
      return { complete: [], unfinished: [root.value] };
    default:
      return { complete: [], unfinished: [OTHER] };
  }
}

const NOTHING: WrittenNames = { complete: [], unfinished: [] };

/** Stands for a document that is not an object: the start of no name. */
const OTHER = "?";

function writtenNamesOfItem(item: ValueNode | undefined): WrittenNames {
  return item?.kind === "object" ? namesIn(item) : { complete: [], unfinished: [OTHER] };
}

function namesIn({ members }: ObjectNode): WrittenNames {
  const names = (isComplete: boolean): string[] =>
    members.filter(({ colon }) => (colon !== undefined) === isComplete).map(({ key }) => key.value);
  const isNested = members.some(({ value }) => value?.kind === "object" || value?.kind === "array");
  return { complete: names(true), unfinished: names(false), isNested };
}

/** The start of a known name that is long enough to be meant as one: `on` and `id` are names of many files. */
function isLongStartOfKnown(text: string): boolean {
  return text.length >= SHORTEST_START && isStartOfKnown(text);
}

const SHORTEST_START = 4;

function isAlmostKnown(text: string): boolean {
  const name = text.toLowerCase();
  if (name.length < SHORTEST_MISSPELLED || name.length > LONGEST_MISSPELLED) return false;
  return [...KNOWN].some((known) => distance(name, known) <= 2);
}

/** Shorter names are near too many others: `types` is near `type`. */
const SHORTEST_MISSPELLED = 8;
const LONGEST_MISSPELLED = 40;

function isStartOfKnown(text: string): boolean {
  const start = text.trim().toLowerCase();
  return [...KNOWN].some((name) => name.startsWith(start));
}
