// How web-tree-sitter becomes part of a bundle, with the WebAssembly in it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { root } from "./paths.mjs";

const settled = path.join(root, "scripts", "lib", "settled-promise.cjs");

/**
 * Bundles web-tree-sitter so that it starts without waiting. It waits for nothing that is not there already, because
 * the WebAssembly is passed to it, but says so with promises. In its code they are replaced by promises that call
 * back at once.
 * @type {import("esbuild").Plugin}
 */
export const treeSitter = {
  name: "tree-sitter",
  setup(build) {
    const file = path.join(root, "node_modules", "web-tree-sitter", "web-tree-sitter.cjs");
    // The package's ES module looks for its own file.
    build.onResolve({ filter: /^web-tree-sitter$/ }, () => ({ path: file }));
    build.onLoad({ filter: /web-tree-sitter\.cjs$/ }, async () => {
      const source = readFileSync(file, "utf8");
      const { code } = await build.esbuild.transform(source, {
        target: "node22",
        supported: { "async-await": false },
      });
      return { contents: `const Promise = require(${JSON.stringify(settled)});\n${code}`, loader: "js" };
    });
    // Compressed bytes, which take a third of the space in the bundle, and of the packages.
    build.onLoad({ filter: /\.wasm$/ }, ({ path: wasm }) => ({
      contents: brotliCompressSync(readFileSync(wasm)),
      loader: "binary",
    }));
  },
};
