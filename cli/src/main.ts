/** The process of the command-line tool `apigw`. */
import { provideHcl } from "../../server/src/hcl";
import { run } from "./run";

provideHcl();

// A reader that stops early (`apigw check … | head`) is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => process.exit(error.code === "EPIPE" ? 0 : 2));

run(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    console.error(`apigw: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  },
);
