/**
 * The parser of Terraform's language, with its WebAssembly in it: a bundle of its own, which is loaded with the first
 * file in that language.
 */

import { brotliDecompressSync } from "node:zlib";
import grammar from "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm";
import { Language, Parser, type TreeCursor } from "web-tree-sitter";
import runtime from "web-tree-sitter/web-tree-sitter.wasm";
import { deadline } from "./deadline";
import type { HclNode } from "./hosts/terraform/grammar";

/**
 * How many milliseconds a block may take, besides its share for each character. A block with a syntax error can take
 * many seconds, because the parser tries all ways to repair it.
 */
const LONGEST = 300;
const CHARACTERS_PER_MILLISECOND = 100;

/**
 * Returns a function that parses HCL into plain nodes, without the anonymous ones. Ready at once: the package's
 * promises are settled when they are made (scripts/lib/wasm.mjs).
 * @param longest milliseconds after which a text is given up, besides its share for each character; 0 for at once
 */
export function createParser(longest = LONGEST): (text: string) => HclNode {
  let isReady = false;
  let failure: unknown;
  Parser.init({
    instantiateWasm: (
      imports: object,
      done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => {
      const module = new WebAssembly.Module(brotliDecompressSync(runtime));
      const instance = new WebAssembly.Instance(module, imports);
      done(instance, module);
      return instance.exports;
    },
  }).then(
    () => {
      isReady = true;
    },
    (error: unknown) => {
      failure = error;
    },
  );
  if (!isReady) throw new Error("The parser of HCL did not start.", { cause: failure });
  const parser = new Parser();
  parser.setLanguage(Language.loadSync(new WebAssembly.Module(brotliDecompressSync(grammar))));
  return (text) => {
    const isOver = deadline(longest === 0 ? 0 : longest + text.length / CHARACTERS_PER_MILLISECOND);
    const tree = parser.parse(text, null, { progressCallback: () => Boolean(isOver()) });
    if (!tree) {
      parser.reset();
      return { type: "ERROR", start: 0, end: text.length, children: [] };
    }
    try {
      return plainTree(tree.walk());
    } finally {
      // The memory of WebAssembly is not collected in time.
      tree.delete();
    }
  };
}

function plainTree(cursor: TreeCursor): HclNode {
  const root = plain(cursor);
  const parents = [root];
  for (;;) {
    if (cursor.gotoFirstChild()) {
      // One level for each node of the tree, so that the way back is the same.
      parents.push(add(parents, cursor));
      continue;
    }
    while (!cursor.gotoNextSibling()) {
      if (!cursor.gotoParent()) {
        cursor.delete();
        return root;
      }
      parents.pop();
    }
    parents.pop();
    parents.push(add(parents, cursor));
  }
}

type MutableNode = HclNode & { readonly children: HclNode[] };

function add(parents: readonly MutableNode[], cursor: TreeCursor): MutableNode {
  const node = plain(cursor);
  if (cursor.nodeIsNamed) parents.at(-1)?.children.push(node);
  return node;
}

function plain(cursor: TreeCursor): MutableNode {
  const { nodeType, startIndex, endIndex } = cursor;
  return { type: nodeType, start: startIndex, end: endIndex, children: [] };
}
