// Writes dist/index.d.ts: the types of the module API in one file, for programs that use the package.
import path from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { root } from "./lib/paths.mjs";

const bundle = await rollup({
  input: path.join(root, "server/src/index.ts"),
  plugins: [dts({ tsconfig: path.join(root, "tsconfig.core.json") })],
  onwarn: (warning) => {
    throw new Error(warning.message);
  },
});
await bundle.write({ file: path.join(root, "dist/index.d.ts"), format: "es" });
await bundle.close();
