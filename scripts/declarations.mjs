// Writes dist/index.d.ts and dist/cdk.d.ts: the types of each export of the package in one file.
import path from "node:path";
import { rollup } from "rollup";
import { dts } from "rollup-plugin-dts";
import { root } from "./lib/paths.mjs";

for (const [name, input, tsconfig] of [
  ["index", "server/src/index.ts", "tsconfig.core.json"],
  ["cdk", "cdk/src/index.ts", "tsconfig.json"],
]) {
  const bundle = await rollup({
    input: path.join(root, input),
    plugins: [dts({ tsconfig: path.join(root, tsconfig) })],
    external: [/^node:/],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await bundle.write({ file: path.join(root, `dist/${name}.d.ts`), format: "es" });
  await bundle.close();
}
