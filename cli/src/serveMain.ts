/** The process of a local endpoint that the extension starts: `apigw serve` alone. */
import { provideHcl } from "../../server/src/hcl";
import { complain } from "./report";
import { serveCommand } from "./serve";

provideHcl();

// Nobody reads the log any more.
process.stdout.on("error", () => process.exit(2));

serveCommand.run(process.argv.slice(2)).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    complain(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
